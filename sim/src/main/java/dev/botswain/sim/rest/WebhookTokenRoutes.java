package dev.botswain.sim.rest;

import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.PATCH;
import static io.vertx.core.http.HttpMethod.POST;

import dev.botswain.sim.world.AllowedMentions;
import dev.botswain.sim.world.Interaction;
import dev.botswain.sim.world.Message;
import dev.botswain.sim.world.Viewer;
import dev.botswain.sim.world.Webhook;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a caller with a token may do: execute an incoming webhook, follow up an interaction, and
/// read, edit and delete the resulting messages ([Execute
/// Webhook](https://discord.com/developers/docs/resources/webhook#execute-webhook), [Followup
/// Messages](https://discord.com/developers/docs/interactions/receiving-and-responding#followup-messages)).
final class WebhookTokenRoutes {
  private static final String BASE = "/webhooks/{webhook_id}/{webhook_token}";
  private static final Bucket POSTS = Bucket.own(5, 2_000);

  private final Attachments files;
  private final WebhookExecution execution;

  WebhookTokenRoutes(Attachments files) {
    this.files = files;
    this.execution = new WebhookExecution(files);
  }

  void addTo(Router router) {
    router.open(GET, BASE, call -> Answer.ok(webhook(call)::writeByToken), Bucket.USUAL);
    router.open(PATCH, BASE, this::modify, Bucket.USUAL);
    router.open(DELETE, BASE, this::delete, Bucket.USUAL);
    router.open(POST, BASE, this::post, POSTS);
    for (String message : new String[] {"/messages/@original", "/messages/{message_id}"}) {
      router.open(GET, BASE + message, this::message, POSTS);
      router.open(PATCH, BASE + message, this::edit, POSTS);
      router.open(DELETE, BASE + message, this::deleteMessage, POSTS);
    }
  }

  private static Webhook webhook(Call call) {
    return switch (Poster.of(call)) {
      case Poster.OfWebhook(Webhook webhook) -> webhook;
      case Poster.OfInteraction _ -> throw ErrorCode.UNKNOWN_WEBHOOK.refusal();
    };
  }

  private Answer modify(Call call) {
    Webhook webhook = webhook(call);
    call.world().webhooks().update(webhook, WebhookForm.change(call.form(), null));
    return Answer.ok(webhook::writeByToken);
  }

  private Answer delete(Call call) {
    call.world().webhooks().delete(webhook(call));
    return Answer.NO_CONTENT;
  }

  private Answer post(Call call) {
    return switch (Poster.of(call)) {
      case Poster.OfWebhook poster -> {
        Message message = execution.execute(call, poster);
        yield call.query().isTrue("wait") ? shown(message, poster) : Answer.NO_CONTENT;
      }
      case Poster.OfInteraction poster -> shown(followUp(call, poster), poster);
    };
  }

  /// A new message, or the first answer if it is still pending.
  private Message followUp(Call call, Poster.OfInteraction poster) {
    Message original = poster.original(call);
    if (original != null && (original.flags() & Message.LOADING) != 0) {
      return edit(call, original);
    }
    Interaction interaction = poster.interaction();
    var draft = new MessageDraft(call, interaction.channel(), files, call.form());
    Consumer<Message> content = draft.forAnswering();
    AllowedMentions allowed = draft.allowedMentions(AllowedMentions.USERS);
    return call.world().interactions().followUp(interaction, allowed, content);
  }

  private Answer message(Call call) {
    Poster poster = Poster.of(call);
    return shown(message(call, poster), poster);
  }

  private Answer edit(Call call) {
    Poster poster = Poster.of(call);
    return shown(edit(call, message(call, poster)), poster);
  }

  /// Edits a message; a pending answer is thereby given.
  private Message edit(Call call, Message message) {
    var draft = new MessageDraft(call, message.channel(), files, call.form());
    Consumer<Message> change = draft.forEditing(message);
    AllowedMentions allowed = draft.editedMentions(AllowedMentions.USERS);
    return call.world()
        .messages()
        .edit(
            message,
            allowed,
            change.andThen(changed -> changed.flags(changed.flags() & ~Message.LOADING)));
  }

  private Answer deleteMessage(Call call) {
    Poster poster = Poster.of(call);
    Message message = message(call, poster);
    switch (poster) {
      case Poster.OfWebhook _ -> call.world().messages().delete(message);
      case Poster.OfInteraction(Interaction interaction) ->
          call.world().interactions().delete(interaction, message);
    }
    return Answer.NO_CONTENT;
  }

  private static Message message(Call call, Poster poster) {
    @Nullable Message message =
        call.hasVariable("message_id")
            ? poster.message(call, call.id("message_id"))
            : switch (poster) {
              case Poster.OfWebhook _ -> null;
              case Poster.OfInteraction one -> one.original(call);
            };
    if (message == null) {
      throw ErrorCode.UNKNOWN_MESSAGE.refusal();
    }
    return message;
  }

  private static Answer shown(Message message, Poster poster) {
    Viewer viewer = poster.viewer();
    return Answer.ok(json -> message.write(json, viewer));
  }
}
