package dev.botswain.discord.rest;

import dev.botswain.secret.Secret;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Sends calls with a bot's token, and hides it in what comes back.
final class Sender {
  /// An answer shorter than this is not worth a stream.
  private static final int SHORT = 64 << 10;

  /// No token of Discord's is this short, and shorter ones would be found in every other word.
  private static final int SHORTEST_HIDDEN = 8;

  private final Transport transport;
  private final @Nullable String authorization;
  private final @Nullable String hidden;
  private final Predicate<String> isSessionId;
  private final Executor loop;

  /// @param token absent for requests that have their own token in the path
  /// @param isSessionId whether a text is the id of a session, which is hidden too
  /// @param loop runs things on the queue's event loop
  Sender(
      Transport transport, @Nullable Secret token, Predicate<String> isSessionId, Executor loop) {
    this.transport = transport;
    this.authorization = token == null ? null : "Bot " + token.value();
    this.hidden = token == null || token.value().length() < SHORTEST_HIDDEN ? null : token.value();
    this.isSessionId = isSessionId;
    this.loop = loop;
  }

  /// Whether it has a bot's token.
  boolean isBot() {
    return authorization != null;
  }

  /// Sends a call once.
  ///
  /// @param onStreamed runs on the queue's event loop when a streamed answer is over, because it
  ///   holds its connection for longer
  /// @return completes on the queue's event loop
  Future<RestResponse> send(RestCall call, Runnable onStreamed) {
    var sendWith = call.route().ownToken() ? null : authorization;
    var standIn = call.standIn();
    if (standIn == null) {
      return transport
          .send(call.request(), sendWith, _ -> false)
          .map(response -> response.veiled(hidden, TokenVeil.REDACTED, isSessionId));
    }
    var promise = Promise.<RestResponse>promise();
    call.caller()
        .runOnContext(_ ->
            transport
                .send(call.request(), sendWith, head -> isStreamed(call.route(), head))
                .map(response -> response.veiled(hidden, standIn, isSessionId))
                .onSuccess(response -> {
                  if (response.stream() != null) {
                    response.stream().onOver(() -> loop.execute(onStreamed));
                  }
                })
                .onComplete(outcome -> loop.execute(() -> promise.handle(outcome))));
    return promise.future();
  }

  private static boolean isStreamed(Route route, HttpClientResponse head) {
    var length = RateLimitHeaders.number(head.getHeader(HttpHeaders.CONTENT_LENGTH));
    return !(Verdict.needsBody(route, head.statusCode())
        || length <= SHORT
        || ContentCoding.isDecoded(head.headers()));
  }

  /// A complete text without secrets: the same array if there are none in it.
  byte[] veiled(byte[] data) {
    return new TokenVeil(hidden, TokenVeil.REDACTED, false, isSessionId).whole(data);
  }
}
