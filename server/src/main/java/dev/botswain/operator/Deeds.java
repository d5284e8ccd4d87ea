package dev.botswain.operator;

import dev.botswain.audit.Audit;
import dev.botswain.audit.Deed;
import dev.botswain.audit.Target;
import dev.botswain.audit.Who;
import dev.botswain.audit.Witness;
import dev.botswain.error.RequestRefusedException;
import dev.botswain.http.Call;
import java.util.concurrent.TimeoutException;

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
      throw refused;
    } catch (TimeoutException | RuntimeException failure) {
      deed.unknown(null);
      throw failure;
    }
  }

  /// What is done.
  @FunctionalInterface
  interface Step<T> {
    T run() throws TimeoutException;
  }
}
