package dev.botswain.action;

import static dev.botswain.discord.protocol.Permission.CREATE_INSTANT_INVITE;
import static dev.botswain.discord.protocol.Permission.MANAGE_CHANNELS;
import static dev.botswain.discord.protocol.Permission.MANAGE_GUILD;
import static dev.botswain.discord.protocol.Permission.MANAGE_ROLES;
import static dev.botswain.discord.protocol.Permission.MANAGE_THREADS;
import static dev.botswain.discord.protocol.Permission.MANAGE_WEBHOOKS;
import static dev.botswain.discord.protocol.Permission.VIEW_CHANNEL;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.action.Action.Place;
import dev.botswain.discord.rest.RestRequest;
import dev.botswain.error.ApiError;
import dev.botswain.json.DiscordJson;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/// Actions on channels, their permissions, invites and webhooks.
///
/// Source: <https://discord.com/developers/docs/resources/channel>,
/// <https://discord.com/developers/docs/resources/invite>,
/// <https://discord.com/developers/docs/resources/webhook>.
final class ChannelActions {
  private static final String CHANNEL = "/channels/{channelId}";
  private static final String OVERWRITE = CHANNEL + "/permissions/{overwriteId}";
  private static final String WEBHOOK = "/webhooks/{webhookId}";

  private ChannelActions() {}

  static List<Action> all() {
    return List.of(
        Action.get("getChannel", CHANNEL)
            .in(Place.CHANNEL)
            .needs(VIEW_CHANNEL)
            .answers(Glossary.CHANNEL),
        Action.post("createChannel", "/guilds/{guildId}/channels")
            .in(Place.GUILD)
            .needs(MANAGE_CHANNELS)
            .needsWhen(asked -> asked.says("permissionOverwrites"), MANAGE_ROLES)
            .sends(Glossary.CHANNEL)
            .answers(Glossary.CHANNEL),
        Action.patch("changeChannel", CHANNEL)
            .in(Place.CHANNEL)
            .needs(VIEW_CHANNEL)
            .needsWhen(asked -> !inThread(asked), MANAGE_CHANNELS)
            .needsWhen(asked -> asked.has("permissionOverwrites"), MANAGE_ROLES)
            .mayNeedWhen(
                ChannelActions::inThread, MANAGE_THREADS, "change threads that others started")
            .sends(Glossary.CHANNEL)
            .repeatable()
            .answers(Glossary.CHANNEL),
        Action.delete("deleteChannel", CHANNEL)
            .in(Place.CHANNEL)
            .needs(VIEW_CHANNEL)
            .needsWhen(asked -> !inThread(asked), MANAGE_CHANNELS)
            .needsWhen(ChannelActions::inThread, MANAGE_THREADS)
            .answers(Glossary.CHANNEL),
        Action.put("setChannelPermissions", OVERWRITE)
            .in(Place.CHANNEL)
            .needs(VIEW_CHANNEL, MANAGE_ROLES)
            .needs(asked -> asked.permissions("allow"))
            .needs(asked -> asked.permissions("deny"))
            .sends(Glossary.OVERWRITE),
        Action.delete("removeChannelPermissions", OVERWRITE)
            .in(Place.CHANNEL)
            .needs(VIEW_CHANNEL, MANAGE_ROLES),
        Action.get("listChannelInvites", CHANNEL + "/invites")
            .in(Place.CHANNEL)
            .needs(VIEW_CHANNEL, MANAGE_CHANNELS)
            .answersEach(Glossary.INVITE),
        Action.post("createInvite", CHANNEL + "/invites")
            .in(Place.CHANNEL)
            .needs(VIEW_CHANNEL, CREATE_INSTANT_INVITE)
            .sends(Shape.PLAIN)
            .answers(Glossary.INVITE),
        Action.get("listInvites", "/guilds/{guildId}/invites")
            .in(Place.GUILD)
            .needs(MANAGE_GUILD)
            .answersEach(Glossary.INVITE),
        Action.get("getInvite", "/invites/{code}").answers(Glossary.INVITE),
        Action.delete("deleteInvite", "/invites/{code}").answers(Glossary.INVITE),
        Action.get("listChannelWebhooks", CHANNEL + "/webhooks")
            .in(Place.CHANNEL)
            .needs(VIEW_CHANNEL, MANAGE_WEBHOOKS)
            .answersEach(Glossary.WEBHOOK),
        Action.post("createChannelWebhook", CHANNEL + "/webhooks")
            .in(Place.CHANNEL)
            .needs(VIEW_CHANNEL, MANAGE_WEBHOOKS)
            .sends(Shape.PLAIN)
            .answers(Glossary.WEBHOOK_WITH_TOKEN),
        Action.patch("changeChannelWebhook", WEBHOOK)
            .after(ChannelActions::requireInChannel)
            .in(Place.CHANNEL)
            .needs(VIEW_CHANNEL, MANAGE_WEBHOOKS)
            .sends(Shape.PLAIN.named("moveTo", "channel_id"))
            .repeatable()
            .answers(Glossary.WEBHOOK),
        Action.delete("deleteChannelWebhook", WEBHOOK)
            .after(ChannelActions::requireInChannel)
            .in(Place.CHANNEL)
            .needs(VIEW_CHANNEL, MANAGE_WEBHOOKS));
  }

  private static boolean inThread(ActionContext asked) {
    return asked.channel() != null && asked.channel().type().isThread();
  }

  /// Discord's route does not name the channel, so a session that is limited to some channels could
  /// otherwise reach the webhooks of others.
  private static Map<String, String> requireInChannel(ActionContext asked, Sending sending)
      throws TimeoutException {
    if (!asked.request().session().grant().isEverywhere()) {
      var request = RestRequest.get("/webhooks/" + asked.value("webhookId"));
      JsonNode webhook = DiscordJson.tree(sending.fetch(request).body().getBytes());
      if (!webhook.path("channel_id").asText().equals(asked.value("channelId"))) {
        throw ApiError.UNKNOWN_RESOURCE.because("there is no such webhook in this channel");
      }
    }
    return Map.of();
  }
}
