package dev.botswain.bot;

import dev.botswain.discord.gateway.GatewayInfo;
import dev.botswain.discord.rest.DiscordErrorException;
import dev.botswain.discord.rest.RestQueue;
import dev.botswain.discord.rest.RestRequest;
import dev.botswain.discord.rest.TokenRejectedException;
import dev.botswain.json.DiscordJson;
import dev.botswain.json.MalformedAnswerException;
import io.vertx.core.Future;
import java.time.Duration;

/// A bot's requests to Discord about itself.
///
/// @param secure whether Discord is reached over TLS
record DiscordCalls(RestQueue rest, boolean secure) {
  private static final Duration DAY = Duration.ofDays(1);

  /// The owner of the token: a [BotUser] in JSON.
  Future<byte[]> me() {
    return rest.fetch(RestRequest.get("/users/@me")).map(response -> response.body().getBytes());
  }

  /// Whether its token is still valid: false only if Discord said so.
  Future<Boolean> tokenHolds() {
    return me().map(true)
        .recover(failure ->
            failure instanceof TokenRejectedException
                ? Future.succeededFuture(false)
                : Future.failedFuture(failure));
  }

  /// The application's settings; unknown if the server has no such resource.
  Future<Application> application() {
    return get("/applications/@me", Application.class)
        .recover(failure ->
            failure instanceof DiscordErrorException || failure instanceof MalformedAnswerException
                ? Future.succeededFuture(Application.UNKNOWN)
                : Future.failedFuture(failure));
  }

  /// Where to connect, with how many shards, and how much of the identify budget is left.
  Future<GatewayInfo> gateway() {
    return rest.fetch(RestRequest.get("/gateway/bot"))
        .map(response -> info(response.body().getBytes()));
  }

  private GatewayInfo info(byte[] answer) {
    try {
      return GatewayInfo.of(answer, secure);
    } catch (IllegalArgumentException e) {
      throw new MalformedAnswerException("/gateway/bot: " + e.getMessage(), e);
    }
  }

  private <T> Future<T> get(String path, Class<T> type) {
    return rest.fetch(RestRequest.get(path))
        .map(response -> DiscordJson.read(response.body().getBytes(), type));
  }
}
