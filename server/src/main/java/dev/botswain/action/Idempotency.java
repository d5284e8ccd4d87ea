package dev.botswain.action;

import dev.botswain.discord.rest.DiscordUnreachableException;
import dev.botswain.error.ApiError;
import dev.botswain.error.RequestRefusedException;
import dev.botswain.hash.Sha256;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Makes a request with a key act once, however often it is sent: repeats get the outcome of the
/// first. Keys belong to a session and last for a day.
///
/// A failure that certainly had no effect is not stored, so that the same key may retry. A failure
/// with an unknown effect is stored like a success, unless repeating does no harm.
///
/// After <https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/>.
final class Idempotency {
  private final IdempotencyKeys keys;

  Idempotency(IdempotencyKeys keys) {
    this.keys = keys;
  }

  /// An outcome.
  ///
  /// @param replayed whether it is an earlier request's
  record Claimed(Outcome outcome, boolean replayed) {}

  /// @param repeatable whether acting twice does no harm
  /// @param recording begins in one transaction with the key
  /// @throws RequestRefusedException with [ApiError#IDEMPOTENCY_KEY_REUSED] if the key came with a
  ///   different request before, or once with [ApiError#OUTCOME_UNKNOWN] if the server died during
  ///   the first
  Claimed of(ActionRequest request, boolean repeatable, Recording recording, Callable<Outcome> act)
      throws Exception {
    ActionRequest.Key given = request.key();
    if (given == null) {
      return new Claimed(act.call(), false);
    }
    var key =
        new IdempotencyKeys.Key(
            request.session().tenant(),
            request.session().bot().id(),
            request.session().fingerprint() + " " + given.text());
    ActionFiles files = request.files();
    String asked =
        Sha256.hex(
            given.asked()
                + "\n"
                + request.body().json().encode()
                + "\n"
                + (files == null ? "" : files.fingerprint()));
    request.body().letGo();
    return switch (keys.claim(key, asked, request.deadline().remaining(), recording)) {
      case IdempotencyKeys.Claim.First() -> first(key, given.requestId(), repeatable, act);
      case IdempotencyKeys.Claim.Answered(var outcome) -> new Claimed(outcome, true);
      case IdempotencyKeys.Claim.Unknown() -> {
        if (repeatable) {
          yield first(key, given.requestId(), true, act);
        }
        keys.forget(key);
        throw ApiError.OUTCOME_UNKNOWN.refusal();
      }
      case IdempotencyKeys.Claim.Other() -> throw ApiError.IDEMPOTENCY_KEY_REUSED.refusal();
    };
  }

  private Claimed first(
      IdempotencyKeys.Key key, String requestId, boolean repeatable, Callable<Outcome> act)
      throws Exception {
    Outcome outcome = null;
    try {
      outcome = act.call();
      return new Claimed(outcome, false);
    } catch (Exception failure) {
      RequestRefusedException refusal = ActionFailures.refusal(failure);
      if (!repeatable && mayHaveActed(failure, refusal)) {
        outcome = new Outcome.Refused(refusal.copy().with("requestId", requestId));
      }
      throw failure;
    } finally {
      settle(key, outcome);
    }
  }

  private void settle(IdempotencyKeys.Key key, @Nullable Outcome outcome) {
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
