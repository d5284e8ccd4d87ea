package dev.botswain.sim.rest;

import dev.botswain.sim.world.AllowedMentions;
import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.ChannelType;
import dev.botswain.sim.world.Message;
import dev.botswain.sim.world.MessageOrigin;
import dev.botswain.sim.world.User;
import dev.botswain.sim.world.Webhook;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Sends a message through an incoming webhook ([Execute
/// Webhook](https://discord.com/developers/docs/resources/webhook#execute-webhook)).
final class WebhookExecution {
  private final Attachments files;

  WebhookExecution(Attachments files) {
    this.files = files;
  }

  /// The message that was sent: in the webhook's channel, in a thread that the query names, or in a
  /// new thread of a forum.
  Message execute(Call call, Poster.OfWebhook poster) {
    Webhook webhook = poster.webhook();
    Channel place = poster.channel(call);
    Form form = call.form();
    String threadName = form.text("thread_name", 1, 100);
    if (place.type().isForum() && threadName == null) {
      form.check();
      throw ErrorCode.NEEDS_THREAD.refusal();
    }
    if (threadName != null && place.type().isThread()) {
      throw ErrorCode.THREAD_NAME_AND_ID.refusal();
    }
    if (!place.type().isForum() && threadName != null) {
      throw ErrorCode.NO_FORUM_WEBHOOK.refusal();
    }
    ThreadChange tags = ThreadChange.ofTags(form);
    User author = author(webhook, form);
    var draft = new MessageDraft(call, place, files, form);
    Consumer<Message> content = draft.forSending();
    AllowedMentions allowed = draft.allowedMentions(AllowedMentions.USERS);
    Consumer<Message> setup =
        content.andThen(message -> message.origin(new MessageOrigin.OfWebhook(webhook)));
    return threadName == null
        ? call.world().messages().send(place, author, allowed, setup)
        : call.world()
            .messages()
            .sendFirst(
                startThread(call, webhook, threadName, author, tags), author, allowed, setup);
  }

  private static Channel startThread(
      Call call, Webhook webhook, String name, User author, ThreadChange tags) {
    return call.world()
        .threads()
        .create(
            webhook.guild(),
            webhook.channel(),
            call.world().newId(),
            ChannelType.PUBLIC_THREAD,
            name,
            author,
            tags::apply);
  }

  /// The webhook with the name and avatar that the message sets.
  private static User author(Webhook webhook, Form form) {
    String name = WebhookForm.name(form, "username");
    String url = form.text("avatar_url", 0, 2_048);
    @Nullable String avatar =
        url == null || url.isEmpty()
            ? webhook.avatar()
            : ImageData.hash(url.getBytes(StandardCharsets.UTF_8));
    return User.ofWebhook(webhook.id(), name == null ? webhook.name() : name, avatar);
  }
}
