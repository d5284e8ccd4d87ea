package dev.botswain.action;

import dev.botswain.error.ApiError;
import dev.botswain.time.Await;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/// The bot's presence: its status and activities. It goes through the gateway, not over REST.
///
/// Source: <https://discord.com/developers/docs/events/gateway-events#update-presence>.
final class PresenceActions {
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

  private PresenceActions() {}

  static Map<String, ActionHandler> all() {
    return Map.of("setPresence", PresenceActions::set);
  }

  private static ActionResult set(ActionRequest request, Recording recording)
      throws TimeoutException {
    JsonObject presence =
        PRESENCE
            .toDiscord("", new JsonObject().put("activities", new JsonArray()).put("afk", false))
            .mergeIn(PRESENCE.toDiscord("", request.body().json()))
            .putNull("since");
    if (request.isDryRun()) {
      return ActionResult.of(new Outcome.Checked(Feasibility.POSSIBLE));
    }
    recording.begin();
    var sent = request.session().bot().presence(presence.encode());
    if (!Await.of(sent, request.deadline().remaining())) {
      throw ApiError.BUSY.because("a shard has sent as much as Discord allows; try again later");
    }
    return ActionResult.of(new Outcome.Done(Buffer.buffer(), null, false));
  }
}
