package dev.botswain.sim.world;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A guild in a GUILD_CREATE for one viewer (Gateway Events, "Guild Create").
///
/// All channels are included, even those that the viewer may not view, as at Discord; threads are
/// included only if they may be viewed. The members depend on the intents and the size. Without
/// GUILD_PRESENCES or above 75,000 members, only the bot itself and those in voice are included. In
/// a guild above the viewer's threshold, those who are online, have a role or a nick, or are in
/// voice. Otherwise all members.
public final class GuildSnapshot {
  private static final int TOO_LARGE_FOR_PRESENCES = 75_000;

  private GuildSnapshot() {}

  /// Writes it when needed.
  public static Dispatch.PersonalWriter of(Guild guild) {
    return (json, viewer) -> write(json, guild, viewer);
  }

  private static void write(JsonGenerator json, Guild guild, Viewer viewer) throws IOException {
    var self = guild.members().get(viewer.bot().id());
    var members = members(guild, viewer);
    json.writeStartObject();
    guild.fields(json);
    Json.time(json, "joined_at", self == null ? 0 : self.joinedAt());
    json.writeBooleanField("large", guild.members().size() > viewer.largeThreshold());
    json.writeBooleanField("unavailable", false);
    json.writeNumberField("member_count", guild.members().size());
    json.writeArrayFieldStart("voice_states");
    for (var state : guild.voiceStates()) {
      json.writeStartObject();
      state.fields(json, guild.members().get(state.id()));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("members");
    for (var member : members) {
      member.write(json);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("channels");
    for (var channel : guild.channels()) {
      channel.write(json);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("threads");
    for (var channel : guild.threads()) {
      var thread = channel.thread();
      if (thread != null && !thread.archived() && viewer.sees(channel)) {
        Threads.write(json, channel, viewer);
      }
    }
    json.writeEndArray();
    json.writeArrayFieldStart("presences");
    for (var member : members) {
      var presence = member.user().presence();
      if (viewer.has(Intents.GUILD_PRESENCES) && presence.isVisible()) {
        presence.write(json, member.user(), 0);
      }
    }
    json.writeEndArray();
    json.writeArrayFieldStart("guild_scheduled_events");
    for (var event : guild.scheduledEvents()) {
      if (!event.isOver() && event.isSeenBy(viewer)) {
        event.write(json);
      }
    }
    json.writeEndArray();
    for (var empty : List.of("stage_instances", "soundboard_sounds")) {
      json.writeArrayFieldStart(empty);
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static List<Member> members(Guild guild, Viewer viewer) {
    boolean presences =
        viewer.has(Intents.GUILD_PRESENCES) && guild.members().size() <= TOO_LARGE_FOR_PRESENCES;
    boolean large = guild.members().size() > viewer.largeThreshold();
    if (presences && !large) {
      return guild.members().list();
    }
    var some = new ArrayList<Member>();
    if (presences) {
      for (var member : guild.members()) {
        if (member.id() == viewer.bot().id() || isNoticed(guild, member)) {
          some.add(member);
        }
      }
      return some;
    }
    var shown = new ById<Member>();
    guild.voiceStates().forEach(state -> addMember(guild, state.id(), shown));
    addMember(guild, viewer.bot().id(), shown);
    return shown.list();
  }

  private static void addMember(Guild guild, long id, ById<Member> shown) {
    var member = guild.members().get(id);
    if (member != null) {
      shown.add(member);
    }
  }

  private static boolean isNoticed(Guild guild, Member member) {
    return member.user().presence().isVisible()
        || member.roleIds().length > 0
        || member.nick() != null
        || guild.voiceStates().contains(member.id());
  }
}
