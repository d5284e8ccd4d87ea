package dev.botswain.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Answers to interactions that arrived as events. The first answer has to come within three
/// seconds, or a deferral in its place; what follows has 15 minutes. An answer to what was deferred
/// here becomes a change of the deferral, so that callers need not know of it.
///
/// Source: <https://discord.com/developers/docs/interactions/receiving-and-responding>.
final class InteractionsResource implements Resource {
  /// Discord takes an interaction's token no longer.
  private static final Duration TOKEN_LIFE = Duration.ofMinutes(15);

  private static final int MAX_DEFERRED = 100_000;
  private static final int EPHEMERAL = 1 << 6;
  private static final String CALLBACK =
      "/interactions/{interactionId}/{interactionToken}/callback";
  private static final String ORIGINAL =
      "/webhooks/{applicationId}/{interactionToken}/messages/@original";

  private static final Action REPLY =
      callback("replyToInteraction", 4, asked -> message(asked.body()))
          .says("with_response", "true")
          .answers(InteractionsResource::messageOf);
  private static final Action UPDATE =
      callback("updateInteraction", 7, asked -> message(asked.body()))
          .says("with_response", "true")
          .answers(InteractionsResource::messageOf);
  private static final Action CHANGE_ORIGINAL =
      Action.patch("changeOriginal", ORIGINAL)
          .sends(asked -> message(asked.body()))
          .repeatable()
          .answers(Glossary.MESSAGE);
  private static final Action DEFER =
      callback("deferInteraction", 5, InteractionsResource::deferral);
  private static final Action DEFER_UPDATE =
      callback("deferInteraction", 6, InteractionsResource::deferral);
  private static final Action FOLLOW_UP =
      Action.post("followUpInteraction", "/webhooks/{applicationId}/{interactionToken}")
          .sends(asked -> message(asked.body()))
          .answers(Glossary.MESSAGE);
  private static final Action MODAL =
      callback("showModal", 9, asked -> Shape.PLAIN.toDiscord("", asked.body()));
  private static final Action AUTOCOMPLETE =
      callback("autocomplete", 8, asked -> Shape.PLAIN.toDiscord("", asked.body()));

  private final Actions actions;

  /// The ids of interactions that were deferred here.
  private final Cache<String, Boolean> deferred =
      Caffeine.newBuilder().maximumSize(MAX_DEFERRED).expireAfterWrite(TOKEN_LIFE).build();

  InteractionsResource(Actions actions) {
    this.actions = actions;
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of(
        "replyToInteraction", call -> answer(REPLY, call),
        "updateInteraction", call -> answer(UPDATE, call),
        "deferInteraction", this::defer,
        "followUpInteraction", call -> actions.run(FOLLOW_UP, call),
        "showModal", call -> actions.run(MODAL, call),
        "autocomplete", call -> actions.run(AUTOCOMPLETE, call));
  }

  /// Answers, or changes the deferral, which may come about while the answer is on its way.
  private Answer answer(Action first, Call call) throws Exception {
    if (!isDeferred(call)) {
      try {
        return actions.run(first, call);
      } catch (RequestRefusedException refusal) {
        if (refusal.error() != ApiError.ALREADY_ACKNOWLEDGED || !isDeferred(call)) {
          throw refusal;
        }
      }
    }
    return actions.run(CHANGE_ORIGINAL, call);
  }

  private Answer defer(Call call) throws Exception {
    boolean update = call.bodyOrEmpty().getBoolean("update", false);
    Answer answer = actions.run(update ? DEFER_UPDATE : DEFER, call);
    if (answer.status() == 204) {
      deferred.put(String.valueOf(call.text("interactionId")), true);
    }
    return answer;
  }

  private boolean isDeferred(Call call) {
    return deferred.getIfPresent(String.valueOf(call.text("interactionId"))) != null;
  }

  /// @param type of the answer
  private static Action callback(String id, int type, Function<Circumstances, JsonObject> data) {
    return Action.post(id, CALLBACK)
        .sends(asked -> {
          var answer = new JsonObject().put("type", type);
          JsonObject made = data.apply(asked);
          return made.isEmpty() ? answer : answer.put("data", made);
        });
  }

  private static JsonObject message(JsonObject ours) {
    JsonObject rest = ours.copy();
    boolean ephemeral = Boolean.TRUE.equals(rest.remove("ephemeral"));
    JsonObject message = MessageDraft.written(rest);
    return ephemeral ? message.put("flags", message.getInteger("flags", 0) | EPHEMERAL) : message;
  }

  private static JsonObject deferral(Circumstances asked) {
    return asked.says("ephemeral") ? new JsonObject().put("flags", EPHEMERAL) : new JsonObject();
  }

  private static @Nullable Object messageOf(Circumstances asked, JsonNode discord) {
    JsonNode message = discord.path("resource").path("message");
    return message.isObject() ? Glossary.MESSAGE.toOurs(message) : null;
  }
}
