package dev.botswain.api;

import dev.botswain.rest.DiscordUnreachableException;
import dev.botswain.store.Sha256;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Sees to it that a request with an `Idempotency-Key` acts once, however often it is sent: whoever
/// repeats it gets the first one's answer. Keys are a session's own and live for a day.
///
/// A failure that certainly had no effect is not kept, so that the same key may try again. One
/// whose effect nobody knows is kept like an answer, unless repeating does no harm.
///
/// After <https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/>.
final class Once {
  static final String HEADER = "Idempotency-Key";
  private static final String REPLAYED_HEADER = "Idempotency-Replayed";

  private final IdempotencyKeys keys;

  Once(IdempotencyKeys keys) {
    this.keys = keys;
  }

  /// @param repeatable whether acting twice does no harm
  /// @throws RequestRefusedException with [ApiError#IDEMPOTENCY_KEY_REUSED] if the key came with
  ///   another request before, or once with [ApiError#OUTCOME_UNKNOWN] if the server died at work
  Answer of(Call call, boolean repeatable, Callable<Answer> act) throws Exception {
    String given = call.header(HEADER);
    if (given == null) {
      return act.call();
    }
    var key =
        new IdempotencyKeys.Key(Callers.bot(call).id(), call.caller().fingerprint() + " " + given);
    Upload upload = call.upload();
    String files = upload == null ? "" : upload.fingerprint();
    String request = Sha256.hex(call.target() + "\n" + call.bodyOrEmpty().encode() + "\n" + files);
    call.letGoOfBody();
    return switch (keys.claim(key, request, call.timeLeft())) {
      case IdempotencyKeys.Claim.First() -> first(key, call, repeatable, act);
      case IdempotencyKeys.Claim.Answered(var answer) -> answer.with(REPLAYED_HEADER, "true");
      case IdempotencyKeys.Claim.Unknown() -> {
        if (repeatable) {
          yield first(key, call, true, act);
        }
        keys.forget(key);
        throw ApiError.OUTCOME_UNKNOWN.refusal();
      }
      case IdempotencyKeys.Claim.Other() -> throw ApiError.IDEMPOTENCY_KEY_REUSED.refusal();
    };
  }

  private Answer first(IdempotencyKeys.Key key, Call call, boolean repeatable, Callable<Answer> act)
      throws Exception {
    Answer outcome = null;
    try {
      outcome = act.call();
      return outcome;
    } catch (Exception failure) {
      RequestRefusedException refusal = Failures.refusal(failure);
      if (!repeatable && mayHaveActed(failure, refusal)) {
        outcome =
            new Answer(
                refusal.error().status(),
                ErrorBody.of(refusal, call.requestId()),
                "application/json",
                null,
                refusal.headers());
      }
      throw failure;
    } finally {
      settle(key, outcome);
    }
  }

  private void settle(IdempotencyKeys.Key key, @Nullable Answer outcome) {
    if (outcome == null) {
      keys.forget(key);
    } else {
      keys.settle(key, outcome);
    }
  }

  private static boolean mayHaveActed(Exception failure, RequestRefusedException refusal) {
    boolean unsent =
        failure instanceof DiscordUnreachableException unreachable
            && unreachable.reason() == DiscordUnreachableException.Reason.NOT_CONNECTED;
    return switch (refusal.error()) {
      case BUSY, PROTECTING_ADDRESS -> false;
      default -> !unsent && refusal.error().status() >= 500;
    };
  }
}
