package dev.botswain.sim.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.world.ChannelType;
import dev.botswain.sim.world.Json;
import dev.botswain.sim.world.Permissions;
import dev.botswain.sim.world.Presence;
import dev.botswain.sim.world.VoiceState;
import dev.botswain.sim.world.World;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// What a client can request once it has a session, except members.
final class Requests {
  private final World world;

  Requests(World world) {
    this.world = world;
  }

  void presence(Session session, Command.UpdatePresence update) {
    world.users().presence(session.viewer().bot().user(), presence(update.presence(), world.now()));
  }

  /// Parses an update-presence object; bots may only set the name, type, url and state of an
  /// activity.
  ///
  /// @throws Refusal with 4001 if the status is not documented
  static Presence presence(JsonNode update, long now) {
    var status =
        switch (update.path("status").asText("online")) {
          case "online", "" -> "online";
          case "idle" -> "idle";
          case "dnd" -> "dnd";
          case "invisible", "offline" -> "offline";
          default ->
              throw new Refusal(CloseCode.UNKNOWN_OPCODE, "Invalid payload for this opcode.");
        };
    var activities =
        Json.bytes(json -> {
          json.writeStartArray();
          for (var activity : update.path("activities")) {
            json.writeStartObject();
            json.writeStringField("name", activity.path("name").asText(""));
            json.writeNumberField("type", activity.path("type").asInt());
            json.writeStringField("id", activityId(activity));
            json.writeNumberField("created_at", now);
            for (var optional : new String[] {"url", "state"}) {
              if (activity.path(optional).isTextual()) {
                json.writeStringField(optional, activity.path(optional).asText());
              }
            }
            json.writeEndObject();
          }
          json.writeEndArray();
        });
    return new Presence(status, new String(activities, StandardCharsets.UTF_8));
  }

  /// Undocumented, but Discord sends one with every activity, and some libraries need it.
  private static String activityId(JsonNode activity) {
    return String.format(Locale.ROOT, "%016x", activity.hashCode() & 0xFFFF_FFFFL);
  }

  /// Joins or leaves a voice channel. There is no voice server: VOICE_SERVER_UPDATE names no
  /// endpoint.
  void voice(Session session, Command.UpdateVoice update) {
    var bot = session.viewer().bot();
    var guild = bot.guilds().get(update.guildId());
    var member = guild == null ? null : guild.members().get(bot.id());
    if (guild == null || member == null) {
      return;
    }
    var channel = guild.channels().get(update.channelId());
    if (update.channelId() != 0) {
      if (channel == null || !channel.type().isVoice()) {
        return;
      }
      long permissions = Permissions.inChannel(channel, member, world.now());
      if (!Permissions.has(permissions, Permissions.CONNECT)) {
        return;
      }
    }
    world
        .guilds()
        .voice(
            guild,
            member,
            new VoiceState(
                bot.id(),
                update.channelId(),
                session.id(),
                update.selfMute(),
                update.selfDeaf(),
                channel != null && channel.type() == ChannelType.GUILD_STAGE_VOICE));
    if (channel == null) {
      return;
    }
    session.send(
        "VOICE_SERVER_UPDATE",
        Json.bytes(json -> {
          json.writeStartObject();
          json.writeStringField("token", "no-voice-here");
          Json.id(json, "guild_id", guild.id());
          json.writeNullField("endpoint");
          json.writeEndObject();
        }),
        world.now());
  }

  /// Answers with the sounds of each guild; there are none.
  void sounds(Session session, Command.RequestSounds request) {
    for (long id : request.guildIds()) {
      answerEmpty(session, id, "SOUNDBOARD_SOUNDS", "soundboard_sounds");
    }
  }

  /// Answers with the voice channels that have a status. When the voice session started is not
  /// known.
  void channelInfo(Session session, Command.RequestChannelInfo request) {
    var guild = session.viewer().bot().guilds().get(request.guildId());
    if (guild == null) {
      return;
    }
    session.send(
        "CHANNEL_INFO",
        Json.bytes(json -> {
          json.writeStartObject();
          Json.id(json, "guild_id", guild.id());
          json.writeArrayFieldStart("channels");
          for (var channel : guild.channels()) {
            if (request.status() && channel.voiceStatus() != null) {
              json.writeStartObject();
              Json.id(json, "id", channel.id());
              json.writeStringField("status", channel.voiceStatus());
              json.writeEndObject();
            }
          }
          json.writeEndArray();
          json.writeEndObject();
        }),
        world.now());
  }

  private void answerEmpty(Session session, long guildId, String type, String field) {
    if (!session.viewer().bot().guilds().contains(guildId)) {
      return;
    }
    session.send(
        type,
        Json.bytes(json -> {
          json.writeStartObject();
          Json.id(json, "guild_id", guildId);
          json.writeArrayFieldStart(field);
          json.writeEndArray();
          json.writeEndObject();
        }),
        world.now());
  }
}
