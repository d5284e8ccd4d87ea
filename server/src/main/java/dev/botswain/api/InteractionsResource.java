package dev.botswain.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.bot.Interactions;
import dev.botswain.bot.Interactions.Deferral;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Answers to interactions that arrived as events. The first answer has to come within three
/// seconds, or a deferral in its place; what follows has 15 minutes. An answer to what was deferred
/// here becomes a change of the deferral, so that callers need not know of it.
///
/// Source: <https://discord.com/developers/docs/interactions/receiving-and-responding>.
final class InteractionsResource implements Resource {
  private static final int EPHEMERAL = 1 << 6;
  private static final String CALLBACK =
      "/interactions/{interactionId}/{interactionToken}/callback";
  private static final String ORIGINAL =
      "/webhooks/{applicationId}/{interactionToken}/messages/@original";

  private static final Action REPLY =
      callback("replyToInteraction", 4, InteractionsResource::message)
          .says("with_response", "true")
          .answers(InteractionsResource::messageOf);
  private static final Action UPDATE =
      callback("updateInteraction", 7, InteractionsResource::message)
          .says("with_response", "true")
          .answers(InteractionsResource::messageOf);
  private static final Action CHANGE_ORIGINAL =
      Action.patch("changeOriginal", ORIGINAL)
          .sends(InteractionsResource::message)
          .repeatable()
          .answers(Glossary.MESSAGE);
  private static final Action DEFER =
      callback("deferInteraction", 5, InteractionsResource::deferral);
  private static final Action DEFER_UPDATE =
      callback("deferInteraction", 6, InteractionsResource::deferral);
  private static final Action FOLLOW_UP =
      Action.post("followUpInteraction", "/webhooks/{applicationId}/{interactionToken}")
          .sends(InteractionsResource::message)
          .answers(Glossary.MESSAGE);
  private static final Action MODAL =
      callback("showModal", 9, asked -> Shape.PLAIN.toDiscord("", asked.body()));
  private static final Action AUTOCOMPLETE =
      callback("autocomplete", 8, asked -> Shape.PLAIN.toDiscord("", asked.body()));

  private final Actions actions;

  InteractionsResource(Actions actions) {
    this.actions = actions;
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of(
        "setAutoDefer", InteractionsResource::setAutoDefer,
        "replyToInteraction", call -> answer(REPLY, call),
        "updateInteraction", call -> answer(UPDATE, call),
        "deferInteraction", this::defer,
        "followUpInteraction", call -> actions.run(FOLLOW_UP, call),
        "showModal", call -> answer(MODAL, call),
        "autocomplete", call -> answer(AUTOCOMPLETE, call));
  }

  private static Answer setAutoDefer(Call call) {
    if (Feasibility.isAsked(call)) {
      return Feasibility.POSSIBLE.answer();
    }
    boolean now = call.body().getBoolean("enabled");
    Callers.bot(call).autoDefer(now);
    return Answer.json(Map.of("enabled", now));
  }

  /// Answers, or takes the place of the deferral, which may come about while the answer is on its
  /// way.
  private Answer answer(Action first, Call call) throws Exception {
    if (deferral(call).isEmpty()) {
      if (!Feasibility.isAsked(call)) {
        interactions(call).answering(id(call));
      }
      try {
        return actions.run(first, call);
      } catch (RequestRefusedException refusal) {
        if (refusal.error() != ApiError.ALREADY_ACKNOWLEDGED || deferral(call).isEmpty()) {
          throw refusal;
        }
      }
    }
    return actions.run(later(first, call), call);
  }

  /// What a first answer becomes after a deferral. A form or choices cannot come later: Discord
  /// says so to whoever tries.
  private static Action later(Action first, Call call) {
    if (first == MODAL || first == AUTOCOMPLETE) {
      return first;
    }
    return first == REPLY && deferral(call).equals(Optional.of(Deferral.UPDATE))
        ? FOLLOW_UP
        : CHANGE_ORIGINAL;
  }

  private Answer defer(Call call) throws Exception {
    boolean update = call.bodyOrEmpty().getBoolean("update", false);
    if (!Feasibility.isAsked(call)) {
      interactions(call).answering(id(call));
    }
    Answer answer = actions.run(update ? DEFER_UPDATE : DEFER, call);
    if (answer.status() == 204) {
      interactions(call).deferred(id(call), update ? Deferral.UPDATE : Deferral.MESSAGE);
    }
    return answer;
  }

  private static Interactions interactions(Call call) {
    return Callers.bot(call).interactions();
  }

  private static Optional<Deferral> deferral(Call call) {
    return interactions(call).deferral(id(call));
  }

  private static String id(Call call) {
    return String.valueOf(call.text("interactionId"));
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

  private static JsonObject message(Circumstances asked) {
    JsonObject rest = asked.body().copy();
    boolean ephemeral = Boolean.TRUE.equals(rest.remove("ephemeral"));
    JsonObject message = MessageDraft.written(rest, asked.call().upload());
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
