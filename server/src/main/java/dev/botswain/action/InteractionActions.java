package dev.botswain.action;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.bot.Interactions;
import dev.botswain.bot.Interactions.Deferral;
import dev.botswain.bot.OpenInteraction.Reaction;
import dev.botswain.error.ApiError;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Answers to interactions that arrived as events. The first answer, or a deferral in its place,
/// must come within three seconds; what follows has 15 minutes. An answer to an interaction that
/// was deferred here becomes an update of the deferral, so that callers need not know of it.
///
/// Source: <https://discord.com/developers/docs/interactions/receiving-and-responding>.
final class InteractionActions {
  private static final int EPHEMERAL = 1 << 6;
  private static final String CALLBACK =
      "/interactions/{interactionId}/{interactionToken}/callback";
  private static final String ORIGINAL =
      "/webhooks/{applicationId}/{interactionToken}/messages/@original";

  private static final Action REPLY =
      callback("replyToInteraction", 4, InteractionActions::message)
          .says("with_response", "true")
          .answers(InteractionActions::messageOf);
  private static final Action UPDATE =
      callback("updateInteraction", 7, InteractionActions::message)
          .says("with_response", "true")
          .answers(InteractionActions::messageOf);
  private static final Action CHANGE_ORIGINAL =
      Action.patch("changeOriginal", ORIGINAL)
          .sends(InteractionActions::message)
          .repeatable()
          .answers(Glossary.MESSAGE);
  private static final Action DEFER = callback("deferInteraction", 5, InteractionActions::deferral);
  private static final Action DEFER_UPDATE =
      callback("deferInteraction", 6, InteractionActions::deferral);
  private static final Action FOLLOW_UP =
      Action.post("followUpInteraction", "/webhooks/{applicationId}/{interactionToken}")
          .sends(InteractionActions::message)
          .answers(Glossary.MESSAGE);
  private static final Action MODAL =
      callback("showModal", 9, asked -> Shape.PLAIN.toDiscord("", asked.body()));
  private static final Action AUTOCOMPLETE =
      callback("autocomplete", 8, asked -> Shape.PLAIN.toDiscord("", asked.body()));

  private final ActionRunner runner;

  InteractionActions(ActionRunner runner) {
    this.runner = runner;
  }

  Map<String, ActionHandler> all() {
    return Map.of(
        "setAutoDefer", InteractionActions::setAutoDefer,
        "replyToInteraction", (request, recording) -> answer(Reaction.REPLY, request, recording),
        "updateInteraction", (request, recording) -> answer(Reaction.UPDATE, request, recording),
        "deferInteraction", this::defer,
        "followUpInteraction", this::followUp,
        "showModal", (request, recording) -> answer(Reaction.MODAL, request, recording),
        "autocomplete", (request, recording) -> answer(Reaction.CHOICES, request, recording));
  }

  private static ActionResult setAutoDefer(ActionRequest request, Recording recording) {
    if (request.isDryRun()) {
      return ActionResult.of(new Outcome.Checked(Feasibility.POSSIBLE));
    }
    boolean now = request.body().json().getBoolean("enabled");
    recording.begin();
    request.session().bot().autoDefer(now);
    return ActionResult.of(
        new Outcome.Done(new JsonObject().put("enabled", now).toBuffer(), null, false));
  }

  private ActionResult answer(Reaction how, ActionRequest request, Recording recording)
      throws Exception {
    ActionResult result = answer(first(how), request, recording);
    if (result.outcome() instanceof Outcome.Done) {
      interactions(request).answered(id(request), how);
    }
    return result;
  }

  private static Action first(Reaction how) {
    return switch (how) {
      case UPDATE -> UPDATE;
      case MODAL -> MODAL;
      case CHOICES -> AUTOCOMPLETE;
      case REPLY, DEFERRAL, AUTOMATIC_DEFERRAL, RELAYED -> REPLY;
    };
  }

  /// The first message after a deferral is what the user waits for.
  private ActionResult followUp(ActionRequest request, Recording recording) throws Exception {
    ActionResult result = runner.run(FOLLOW_UP, request, recording);
    if (result.outcome() instanceof Outcome.Done && deferral(request).isPresent()) {
      interactions(request).answered(id(request), Reaction.REPLY);
    }
    return result;
  }

  /// Answers, or replaces the deferral, which may happen while the answer is in flight.
  private ActionResult answer(Action first, ActionRequest request, Recording recording)
      throws Exception {
    if (deferral(request).isEmpty()) {
      if (!request.isDryRun()) {
        interactions(request).answering(id(request));
      }
      ActionResult result = runner.run(first, request, recording);
      boolean late =
          !result.replayed()
              && result.outcome() instanceof Outcome.Refused(var refusal)
              && refusal.error() == ApiError.ALREADY_ACKNOWLEDGED;
      if (!late || deferral(request).isEmpty()) {
        return result;
      }
    }
    return runner.run(later(first, request), request, recording);
  }

  /// The form of a first answer after a deferral. A modal or choices cannot come later: Discord
  /// refuses them with an explanation.
  private static Action later(Action first, ActionRequest request) {
    if (first == MODAL || first == AUTOCOMPLETE) {
      return first;
    }
    return first == REPLY && deferral(request).equals(Optional.of(Deferral.UPDATE))
        ? FOLLOW_UP
        : CHANGE_ORIGINAL;
  }

  private ActionResult defer(ActionRequest request, Recording recording) throws Exception {
    boolean update = request.body().json().getBoolean("update", false);
    if (!request.isDryRun()) {
      interactions(request).answering(id(request));
    }
    ActionResult result = runner.run(update ? DEFER_UPDATE : DEFER, request, recording);
    if (result.outcome() instanceof Outcome.Done) {
      interactions(request).deferred(id(request), update ? Deferral.UPDATE : Deferral.MESSAGE);
    }
    return result;
  }

  private static Interactions interactions(ActionRequest request) {
    return request.session().bot().interactions();
  }

  private static Optional<Deferral> deferral(ActionRequest request) {
    return interactions(request).deferral(id(request));
  }

  private static String id(ActionRequest request) {
    return String.valueOf(request.text("interactionId"));
  }

  /// @param type of the answer
  private static Action callback(String id, int type, Function<ActionContext, JsonObject> data) {
    return Action.post(id, CALLBACK)
        .sends(asked -> {
          var answer = new JsonObject().put("type", type);
          JsonObject made = data.apply(asked);
          return made.isEmpty() ? answer : answer.put("data", made);
        });
  }

  private static JsonObject message(ActionContext asked) {
    JsonObject rest = asked.body().copy();
    boolean ephemeral = Boolean.TRUE.equals(rest.remove("ephemeral"));
    JsonObject message = MessageDraft.written(rest, asked.request().files());
    return ephemeral ? message.put("flags", message.getInteger("flags", 0) | EPHEMERAL) : message;
  }

  private static JsonObject deferral(ActionContext asked) {
    return asked.says("ephemeral") ? new JsonObject().put("flags", EPHEMERAL) : new JsonObject();
  }

  private static @Nullable Object messageOf(ActionContext asked, JsonNode discord) {
    JsonNode message = discord.path("resource").path("message");
    return message.isObject() ? Glossary.MESSAGE.toOurs(message) : null;
  }
}
