package dev.botswain.rest;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.LinkedHashMap;
import java.util.Map;

/// Webhooks that Discord said do not exist. Who goes on using one is restricted for a while, so it
/// is not asked again: <https://discord.com/developers/docs/topics/rate-limits>. The last thousand
/// are remembered, for all bots.
final class GoneWebhooks {
  private static final int MOST = 1_000;
  private static final int UNKNOWN_WEBHOOK = 10015;

  private final Map<String, Boolean> gone =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > MOST;
        }
      };

  /// Learns from an answer of 404. An interaction is unknown before it is answered, but not for
  /// good.
  void learn(Route route, RestResponse response) {
    if (route.isWebhook()
        && !route.isInteraction()
        && ErrorBody.of(response.body()).code() == UNKNOWN_WEBHOOK) {
      synchronized (gone) {
        gone.put(route.major(), true);
      }
    }
  }

  boolean contains(Route route) {
    if (!route.isWebhook()) {
      return false;
    }
    synchronized (gone) {
      return gone.get(route.major()) != null;
    }
  }

  /// Discord's answer, from memory.
  static RestResponse answer() {
    return new RestResponse(
        404,
        HttpHeaders.headers().set(HttpHeaders.CONTENT_TYPE, "application/json"),
        Buffer.buffer("{\"message\": \"Unknown Webhook\", \"code\": 10015}"));
  }
}
