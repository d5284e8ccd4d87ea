package dev.botswain.api;

import dev.botswain.bot.Bot;
import dev.botswain.rest.RestCall;
import dev.botswain.rest.RestException;
import dev.botswain.rest.RestRequest;
import dev.botswain.rest.RestResponse;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/// What one call sends to Discord, with the caller's patience, and how long that waited for its
/// turn.
final class Sending {
  private static final String QUEUE_HEADER = "Botswain-Queue-Ms";
  private static final String APPLIED_HEADER = "Preference-Applied";

  private final Call call;
  private final Bot bot;
  private final Patience patience;
  private Duration waited = Duration.ZERO;
  private boolean sent;

  /// @param longest the server's own patience
  Sending(Call call, Bot bot, Duration longest) {
    this.call = call;
    this.bot = bot;
    patience = Patience.of(call.header("Prefer"), longest);
  }

  /// Waits for Discord's answer, whatever its status. What all requests of this call wait for their
  /// turns is counted against one patience.
  ///
  /// @throws RestException as the queue does
  RestResponse send(RestRequest request) throws TimeoutException {
    Duration left = patience.most().minus(waited);
    RestCall made = bot.rest().call(request.patience(left.isNegative() ? Duration.ZERO : left));
    sent = true;
    call.letGoOfBody();
    try {
      return call.await(made.answer());
    } finally {
      waited = waited.plus(made.waited());
      if (!made.answer().isComplete()) {
        made.cancel();
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

  /// The answer with the headers that tell of the queue.
  Answer tell(Answer answer) {
    Answer told =
        patience.applied() == null ? answer : answer.with(APPLIED_HEADER, patience.applied());
    return sent ? told.with(QUEUE_HEADER, Long.toString(waited.toMillis())) : told;
  }

  /// The same for a refusal.
  RequestRefusedException tell(RequestRefusedException refusal) {
    if (patience.applied() != null) {
      refusal.header(APPLIED_HEADER, patience.applied());
    }
    return sent ? refusal.header(QUEUE_HEADER, Long.toString(waited.toMillis())) : refusal;
  }
}
