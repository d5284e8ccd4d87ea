package dev.botswain.bot;

import dev.botswain.discord.gateway.GatewayInfo;
import dev.botswain.discord.gateway.GatewayUrl;
import dev.botswain.discord.rest.DiscordErrorException;
import dev.botswain.discord.rest.RestQueue;
import dev.botswain.discord.rest.RestRequest;
import dev.botswain.discord.rest.TokenRejectedException;
import io.vertx.core.Future;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

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
    return get("/gateway/bot", GatewayBot.class).map(this::info);
  }

  private GatewayInfo info(GatewayBot answer) {
    if (answer.url() == null) {
      throw new MalformedAnswerException("/gateway/bot without a url");
    }
    StartLimit limit = answer.sessionStartLimit();
    try {
      return new GatewayInfo(
          GatewayUrl.of(answer.url(), secure),
          Math.max(1, answer.shards()),
          limit == null || limit.remaining() == null
              ? GatewayInfo.DAILY_IDENTIFIES
              : limit.remaining(),
          limit == null ? DAY : limit.reset(),
          limit == null ? 1 : Math.max(1, limit.maxConcurrency()));
    } catch (IllegalArgumentException e) {
      throw new MalformedAnswerException("/gateway/bot: " + e.getMessage(), e);
    }
  }

  private <T> Future<T> get(String path, Class<T> type) {
    return rest.fetch(RestRequest.get(path))
        .map(response -> DiscordJson.read(response.body().getBytes(), type));
  }

  record GatewayBot(@Nullable String url, int shards, @Nullable StartLimit sessionStartLimit) {}

  /// @param remaining null if the server does not count
  /// @param resetAfter in milliseconds
  record StartLimit(@Nullable Integer remaining, long resetAfter, int maxConcurrency) {
    Duration reset() {
      return Duration.ofMillis(Math.clamp(resetAfter, 0, DAY.toMillis()));
    }
  }
}
