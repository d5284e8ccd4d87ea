package dev.botswain.sim.rest;

import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.Intents;
import dev.botswain.sim.world.Interaction;
import dev.botswain.sim.world.Message;
import dev.botswain.sim.world.MessageOrigin;
import dev.botswain.sim.world.Viewer;
import dev.botswain.sim.world.Webhook;
import org.jspecify.annotations.Nullable;

/// What the id and the token of a path stand for: an incoming webhook, or an answered interaction,
/// whose id is the application's.
sealed interface Poster {
  /// The message with this id that it has posted, or null.
  @Nullable Message message(Call call, long id);

  /// The viewer as which it reads.
  Viewer viewer();

  /// An incoming webhook.
  record OfWebhook(Webhook webhook) implements Poster {
    @Override
    public @Nullable Message message(Call call, long id) {
      Message message = channel(call).messages().get(id);
      return message != null
              && message.origin() instanceof MessageOrigin.OfWebhook(Webhook by)
              && by == webhook
          ? message
          : null;
    }

    /// The webhook's channel, or the thread in it that the query names.
    Channel channel(Call call) {
      Form query = call.query();
      Long threadId = query.snowflake("thread_id");
      query.check();
      if (threadId == null) {
        return webhook.channel();
      }
      Channel thread = webhook.guild().threads().get(threadId);
      if (thread == null || thread.parentId() != webhook.channel().id()) {
        throw ErrorCode.UNKNOWN_CHANNEL.refusal();
      }
      return thread;
    }

    /// It sees everything that its creator might be allowed to see.
    @Override
    public Viewer viewer() {
      return new Viewer(webhook.creator(), Intents.ALL, Viewer.MAX_LARGE_THRESHOLD);
    }
  }

  /// An interaction with a first answer.
  record OfInteraction(Interaction interaction) implements Poster {
    @Override
    public @Nullable Message message(Call call, long id) {
      Message message = interaction.messages().get(id);
      return message == null || message.isEphemeral() || message.channel().messages().contains(id)
          ? message
          : null;
    }

    /// The message that `@original` stands for, or null.
    @Nullable Message original(Call call) {
      Interaction.Answer answer = interaction.answer();
      Message original = answer == null ? null : answer.original();
      return original == null ? null : message(call, original.id());
    }

    @Override
    public Viewer viewer() {
      return interaction.bot().overHttp();
    }
  }

  /// The poster in the path.
  ///
  /// @throws RequestRefused 10015 if there is none, or an interaction has no answer yet; 50027 if
  ///   the token is wrong, or belongs to an interaction that is older than 15 minutes
  static Poster of(Call call) {
    long id = call.id("webhook_id");
    String token = call.value("webhook_token");
    Webhook webhook = call.world().webhooks().get(id);
    if (webhook != null) {
      if (!webhook.token().equals(token)) {
        throw ErrorCode.INVALID_WEBHOOK_TOKEN.refusal();
      }
      return new OfWebhook(webhook);
    }
    if (call.world().bots().get(id) == null) {
      throw ErrorCode.UNKNOWN_WEBHOOK.refusal();
    }
    Interaction interaction = call.world().interactions().byToken(id, token);
    if (interaction == null || interaction.isOver(call.now())) {
      throw ErrorCode.INVALID_WEBHOOK_TOKEN.refusal();
    }
    if (interaction.answer() == null) {
      throw ErrorCode.UNKNOWN_WEBHOOK.refusal();
    }
    return new OfInteraction(interaction);
  }
}
