package dev.botswain.action;

import dev.botswain.discord.rest.RestCall;
import dev.botswain.discord.rest.RestException;
import dev.botswain.discord.rest.RestRequest;
import dev.botswain.discord.rest.RestResponse;
import dev.botswain.inspect.Origin;
import dev.botswain.time.Await;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The requests of one [ActionRequest] to Discord, with its patience, and how long they waited for
/// their turns.
final class Sending {
  private final ActionRequest request;
  private final Recording recording;
  private Duration waited = Duration.ZERO;
  private boolean sent;
  private @Nullable Origin origin;

  Sending(ActionRequest request, Recording recording) {
    this.request = request;
    this.recording = recording;
  }

  Recording recording() {
    return recording;
  }

  /// Waits for Discord's answer, whatever its status. All requests of this one share one patience
  /// for their turns.
  ///
  /// @throws RestException as the queue does
  RestResponse send(RestRequest made) throws TimeoutException {
    recording.begin(made);
    if (origin == null) {
      origin = request.origin(recording.action());
    }
    Duration left = request.patience().minus(waited);
    RestCall call =
        request
            .session()
            .bot()
            .rest()
            .call(made.origin(origin).patience(left.isNegative() ? Duration.ZERO : left));
    sent = true;
    request.body().letGo();
    try {
      RestResponse response = Await.of(call.answer(), request.deadline().remaining());
      recording.answered(made, response.status());
      return response;
    } catch (TimeoutException | RuntimeException failure) {
      recording.failed(made, failure);
      throw failure;
    } finally {
      waited = waited.plus(call.waited());
      if (!call.answer().isComplete()) {
        call.cancel();
      }
    }
  }

  /// As [#send], for an answer that must be a success.
  ///
  /// @throws RequestRefusedException for any other
  RestResponse fetch(RestRequest request) throws TimeoutException {
    RestResponse response = send(request);
    if (!response.isSuccess()) {
      throw DiscordErrors.refusal(response);
    }
    return response;
  }

  ActionResult result(Outcome outcome, boolean replayed) {
    return new ActionResult(outcome, replayed, sent ? waited : null);
  }
}
