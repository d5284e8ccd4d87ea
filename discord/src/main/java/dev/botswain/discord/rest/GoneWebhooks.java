package dev.botswain.discord.rest;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Webhooks that do not exist according to Discord, and their tokens that are not valid, or no
/// longer valid. Discord restricts a client that keeps using one, so it is not asked again:
/// <https://discord.com/developers/docs/topics/rate-limits>. The last thousand are remembered, for
/// all bots.
final class GoneWebhooks {
  private static final int MOST = 1_000;

  private final Map<String, Reason> gone =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Reason> eldest) {
          return size() > MOST;
        }
      };

  /// What Discord said.
  private enum Reason {
    UNKNOWN_WEBHOOK(404, 10015, "Unknown Webhook"),
    INVALID_TOKEN(401, 50027, "Invalid Webhook Token");

    private final int status;
    private final int code;
    private final String message;

    Reason(int status, int code, String message) {
      this.status = status;
      this.code = code;
      this.message = message;
    }

    RestResponse answer() {
      return new RestResponse(
          status,
          HttpHeaders.headers().set(HttpHeaders.CONTENT_TYPE, "application/json"),
          Buffer.buffer("{\"message\": \"%s\", \"code\": %s}".formatted(message, code)));
    }
  }

  /// Learns from an answer of 401 or 404. An interaction is unknown before it is answered, but not
  /// permanently.
  void learn(Route route, RestResponse response) {
    int code = DiscordErrorBody.of(response.body()).code();
    for (Reason reason : Reason.values()) {
      if (response.status() == reason.status
          && code == reason.code
          && !(reason == Reason.UNKNOWN_WEBHOOK && route.isInteraction())) {
        synchronized (gone) {
          gone.put(route.major(), reason);
        }
      }
    }
  }

  /// Discord's answer, from memory; null if Discord must be asked.
  @Nullable RestResponse answer(Route route) {
    if (!route.isWebhook()) {
      return null;
    }
    synchronized (gone) {
      Reason reason = gone.get(route.major());
      return reason == null ? null : reason.answer();
    }
  }
}
