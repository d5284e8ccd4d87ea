package dev.botswain.operator;

import dev.botswain.audit.Audit;
import dev.botswain.audit.Deed;
import dev.botswain.audit.Target;
import dev.botswain.audit.Who;
import dev.botswain.audit.Witness;
import dev.botswain.error.RequestRefusedException;
import dev.botswain.http.Answer;
import dev.botswain.http.Call;
import dev.botswain.http.OpenOperation;
import dev.botswain.http.Operation;
import dev.botswain.http.Resource;
import java.util.HashMap;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Records what the operator does: before it is done, so that nothing is done without a record, and
/// how it ended.
final class Deeds {
  private final Audit audit;

  Deeds(Audit audit) {
    this.audit = audit;
  }

  /// For what is stored in one transaction with its record.
  Witness witness(Call call) {
    return audit.by(Who.operator(call.address(), call.requestId()));
  }

  /// Waits for the store, and then does it.
  ///
  /// @param action the id of the operation
  /// @param botId the bot that it concerns, 0 for none
  /// @throws TimeoutException if the call's time is up; the outcome is then unknown
  <T> T run(Call call, String action, long botId, Target target, Step<T> step)
      throws TimeoutException {
    Deed deed = witness(call).begins(action, botId, target);
    call.await(deed.begin());
    try {
      T result = step.run();
      deed.done(null);
      return result;
    } catch (RequestRefusedException refused) {
      deed.refused(null, refused.error().code());
      throw new Recorded(refused);
    } catch (TimeoutException | RuntimeException failure) {
      deed.unknown(null);
      throw failure;
    }
  }

  /// A resource of which the refusals are recorded too, except of what only reads.
  Resource recording(Resource resource) {
    var all = new HashMap<>(resource.operations());
    all.replaceAll((name, operation) ->
        operation instanceof OpenOperation ? operation : new Recording(name, operation, this));
    return () -> all;
  }

  /// A refusal of which there is a record.
  private static final class Recorded extends RuntimeException {
    private final transient RequestRefusedException refusal;

    private Recorded(RequestRefusedException refusal) {
      super(refusal.getMessage(), refusal, false, false);
      this.refusal = refusal;
    }
  }

  private record Recording(String name, Operation operation, Deeds deeds) implements Operation {
    private static final String READING = "GET ";

    @Override
    public void permit(Call call) {
      operation.permit(call);
    }

    @Override
    public @Nullable Answer ready(Call call) {
      return operation.ready(call);
    }

    @Override
    public Answer answer(Call call) throws Exception {
      try {
        return operation.answer(call);
      } catch (Recorded recorded) {
        throw recorded.refusal;
      } catch (RequestRefusedException refused) {
        if (!call.target().startsWith(READING)) {
          deeds
              .witness(call)
              .refused(name, 0, Target.of(call.parameters()), refused.error().code());
        }
        throw refused;
      }
    }
  }

  /// What is done.
  @FunctionalInterface
  interface Step<T> {
    T run() throws TimeoutException;
  }
}
