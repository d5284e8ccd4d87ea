package dev.botswain.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.botswain.discord.rest.RestRequest;
import dev.botswain.json.DiscordJson;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/// Actions on the bot itself, and its messages to single users.
///
/// Source: <https://discord.com/developers/docs/resources/user>.
final class BotActions {
  private static final int MAX_CHANNELS = 10_000;

  /// Discord's channel for the direct messages of a bot with a user. It never changes, and Discord
  /// objects to bots that request many.
  private final Cache<Pair, String> channels =
      Caffeine.newBuilder().maximumSize(MAX_CHANNELS).build();

  private record Pair(long botId, String userId) {}

  List<Action> all() {
    return List.of(
        Action.patch("changeProfile", "/users/@me")
            .sends(Shape.PLAIN)
            .repeatable()
            .answers(Glossary.USER),
        Action.post("sendDirectMessage", "/channels/{channelId}/messages")
            .after(this::open)
            .sends(asked -> {
              JsonObject message = MessageDraft.sent(asked);
              message.remove("user_id");
              return message;
            })
            .refuses(asked -> MessageRules.problems(asked, true))
            .repeatable()
            .answers(Glossary.MESSAGE));
  }

  private Map<String, String> open(ActionContext asked, Sending sending) throws TimeoutException {
    String userId = asked.body().getString("userId");
    var pair = new Pair(asked.bot().id(), userId);
    String known = channels.getIfPresent(pair);
    if (known == null) {
      RestRequest request =
          RestRequest.post("/users/@me/channels")
              .json(new JsonObject().put("recipient_id", userId).toBuffer())
              .repeatable(true);
      JsonNode channel = DiscordJson.tree(sending.fetch(request).body().getBytes());
      known = channel.path("id").asText();
      channels.put(pair, known);
    }
    return Map.of("channelId", known);
  }
}
