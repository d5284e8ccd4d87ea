package dev.botswain.operator;

import dev.botswain.audit.Actor;
import dev.botswain.audit.Audit;
import dev.botswain.audit.AuditEntry;
import dev.botswain.audit.AuditRecorder;
import dev.botswain.audit.Target;
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
final class OperatorAudit {
  private final Audit audit;

  OperatorAudit(Audit audit) {
    this.audit = audit;
  }

  /// For what is stored in one transaction with its record.
  AuditRecorder recorder(Call call) {
    return audit.by(Actor.operator(call.address(), call.requestId()));
  }

  /// Waits for the store, and then does it.
  ///
  /// @param action the id of the operation
  /// @param botId the bot that it concerns, 0 for none
  /// @throws TimeoutException if the call's time is up; the outcome is then unknown
  <T> T run(Call call, String action, long botId, Target target, Step<T> step)
      throws TimeoutException {
    AuditEntry entry = recorder(call).begin(action, botId, target);
    call.await(entry.begin());
    try {
      T result = step.run();
      entry.done(null);
      return result;
    } catch (RequestRefusedException refused) {
      entry.refused(null, refused.error().code());
      throw new Recorded(refused);
    } catch (TimeoutException | RuntimeException failure) {
      entry.unknown(null);
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

  /// The refusal that a failure is; null if it is another failure.
  static @Nullable RequestRefusedException refusal(Exception failure) {
    return switch (failure) {
      case Recorded recorded -> recorded.refusal;
      case RequestRefusedException refused -> refused;
      default -> null;
    };
  }

  /// A refusal of which there is a record.
  private static final class Recorded extends RuntimeException {
    private final transient RequestRefusedException refusal;

    private Recorded(RequestRefusedException refusal) {
      super(refusal.getMessage(), refusal, false, false);
      this.refusal = refusal;
    }
  }

  private record Recording(String name, Operation operation, OperatorAudit audit)
      implements Operation {
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
          audit
              .recorder(call)
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
