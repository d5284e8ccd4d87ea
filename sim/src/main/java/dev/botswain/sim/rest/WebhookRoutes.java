package dev.botswain.sim.rest;

import dev.botswain.sim.world.AuditAction;
import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.Guild;
import dev.botswain.sim.world.Permissions;
import dev.botswain.sim.world.Webhook;
import dev.botswain.sim.world.Webhooks;
import org.jspecify.annotations.Nullable;

/// Incoming webhooks, as bots manage them ([Webhooks
/// Resource](https://discord.com/developers/docs/resources/webhook)).
final class WebhookRoutes {
  void addTo(Router router) {
    router.post("/channels/{channel_id}/webhooks", this::create);
    router.get("/channels/{channel_id}/webhooks", this::ofChannel);
    router.get("/guilds/{guild_id}/webhooks", this::ofGuild);
    router.get("/webhooks/{webhook_id}", this::get);
    router.patch("/webhooks/{webhook_id}", this::modify);
    router.delete("/webhooks/{webhook_id}", this::delete);
  }

  private Answer create(Call call) {
    Channel channel = call.channel();
    Guild guild = channel.guild();
    if (guild == null) {
      throw ErrorCode.NOT_IN_DM.refusal();
    }
    if (channel.type().isThread() || !mayHave(channel)) {
      throw ErrorCode.WRONG_CHANNEL_TYPE.refusal();
    }
    call.rights(channel).need(Permissions.MANAGE_WEBHOOKS);
    Form form = call.form();
    String name = WebhookForm.name(form.require("name"), "name");
    String avatar = ImageData.hash(form, "avatar");
    form.check();
    if (call.world().webhooks().in(channel).size() >= Webhooks.MAX_IN_CHANNEL) {
      throw ErrorCode.TOO_MANY_WEBHOOKS.refusal();
    }
    Webhook webhook =
        call.audit(guild)
            .created(
                AuditAction.WEBHOOK_CREATE,
                () ->
                    call.world()
                        .webhooks()
                        .create(call.bot(), guild, channel, name == null ? "" : name, avatar),
                Webhook::write);
    return Answer.ok(webhook::write);
  }

  private static boolean mayHave(Channel channel) {
    return channel.type().hasMessages() || channel.type().isForum();
  }

  private Answer ofChannel(Call call) {
    Channel channel = call.channel();
    if (channel.guild() == null) {
      throw ErrorCode.NOT_IN_DM.refusal();
    }
    call.rights(channel).need(Permissions.MANAGE_WEBHOOKS);
    return Answer.list(call.world().webhooks().in(channel), Webhook::write);
  }

  private Answer ofGuild(Call call) {
    Guild guild = call.guild();
    call.rights(guild).need(Permissions.MANAGE_WEBHOOKS);
    return Answer.list(call.world().webhooks().in(guild), Webhook::write);
  }

  /// The webhook in the path. Its creator may do anything with it, others need the permission.
  private static Webhook webhook(Call call) {
    Webhook webhook = call.world().webhooks().get(call.id("webhook_id"));
    if (webhook == null) {
      throw ErrorCode.UNKNOWN_WEBHOOK.refusal();
    }
    if (webhook.creator() != call.bot()) {
      call.rights(webhook.channel()).need(Permissions.MANAGE_WEBHOOKS);
    }
    return webhook;
  }

  private Answer get(Call call) {
    return Answer.ok(webhook(call)::write);
  }

  private Answer modify(Call call) {
    Webhook webhook = webhook(call);
    call.rights(webhook.channel()).need(Permissions.MANAGE_WEBHOOKS);
    Form form = call.form();
    var change = WebhookForm.change(form, destination(call, webhook, form));
    call.audit(webhook.guild())
        .changed(
            AuditAction.WEBHOOK_UPDATE,
            webhook,
            Webhook::write,
            () -> call.world().webhooks().update(webhook, change));
    return Answer.ok(webhook::write);
  }

  /// Its new channel, where the bot needs the permission too; null if it stays.
  private static @Nullable Channel destination(Call call, Webhook webhook, Form form) {
    Long id = form.snowflake("channel_id");
    if (id == null) {
      return null;
    }
    Channel channel = webhook.guild().channels().get(id);
    if (channel == null) {
      throw ErrorCode.UNKNOWN_CHANNEL.refusal();
    }
    if (!mayHave(channel)) {
      throw ErrorCode.WRONG_CHANNEL_TYPE.refusal();
    }
    call.rights(channel).need(Permissions.MANAGE_WEBHOOKS);
    return channel;
  }

  private Answer delete(Call call) {
    Webhook webhook = webhook(call);
    call.rights(webhook.channel()).need(Permissions.MANAGE_WEBHOOKS);
    call.audit(webhook.guild())
        .deleted(
            AuditAction.WEBHOOK_DELETE,
            webhook,
            Webhook::write,
            () -> call.world().webhooks().delete(webhook));
    return Answer.NO_CONTENT;
  }
}
