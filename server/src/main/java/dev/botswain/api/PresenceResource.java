package dev.botswain.api;

import dev.botswain.bot.Bot;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/// How the bot appears to others: online or not, and what it is doing. It goes through the gateway,
/// not over REST.
///
/// Source: <https://discord.com/developers/docs/events/gateway-events#update-presence>.
final class PresenceResource implements Resource {
  private static final Shape PRESENCE =
      Shape.PLAIN.with(
          "activities",
          Codec.each(
              Shape.PLAIN.with(
                  "type",
                  Codec.label(
                      Labels.from(
                          0,
                          "playing",
                          "streaming",
                          "listening",
                          "watching",
                          "custom",
                          "competing")))));

  @Override
  public Map<String, Operation> operations() {
    return Map.of("setPresence", PresenceResource::set);
  }

  private static Answer set(Call call) throws TimeoutException {
    Bot bot = Callers.bot(call);
    JsonObject presence =
        PRESENCE
            .toDiscord("", new JsonObject().put("activities", new JsonArray()).put("afk", false))
            .mergeIn(PRESENCE.toDiscord("", call.body()))
            .putNull("since");
    if (Feasibility.isAsked(call)) {
      return Feasibility.POSSIBLE.answer();
    }
    if (!call.await(bot.presence(presence.encode()))) {
      throw ApiError.BUSY.because("a shard has sent as much as Discord allows; try again later");
    }
    return Answer.empty(204);
  }
}
