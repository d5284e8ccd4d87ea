package dev.botswain.sim.world;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The guilds of the world.
public final class Guilds {
  private final World world;
  private final ById<Guild> all = new ById<>();
  private final Set<Long> unavailable = new HashSet<>();

  Guilds(World world) {
    this.world = world;
  }

  /// The guild with this id, or null.
  public @Nullable Guild get(long id) {
    return all.get(id);
  }

  /// Every guild.
  public ById<Guild> all() {
    return all;
  }

  /// Creates a guild with its owner as a member.
  ///
  /// @param everyonePermissions the permissions of all members
  public Guild create(long id, String name, User owner, long everyonePermissions) {
    var guild = new Guild(id, name, owner.id(), everyonePermissions);
    guild.members().add(new Member(owner, Snowflakes.millis(id)));
    all.add(guild);
    return guild;
  }

  /// Changes a guild: GUILD_UPDATE.
  public Guild update(Guild guild, Consumer<Guild> change) {
    change.accept(guild);
    world.publish(Dispatch.inGuild("GUILD_UPDATE", guild, Intents.GUILDS, guild::write));
    return guild;
  }

  /// Whether it is unavailable due to an outage; then its bots get no event of it.
  public boolean isUnavailable(long guildId) {
    return !unavailable.isEmpty() && unavailable.contains(guildId);
  }

  /// Begins an outage of a guild: GUILD_DELETE, with `unavailable`.
  public void beginOutage(Guild guild) {
    world.publish(
        Dispatch.inGuild(
            "GUILD_DELETE", guild, Intents.GUILDS, json -> writeUnavailable(json, guild)));
    unavailable.add(guild.id());
  }

  /// Ends an outage of a guild: GUILD_CREATE.
  public void endOutage(Guild guild) {
    unavailable.remove(guild.id());
    world.publish(
        Dispatch.inGuild(
            "GUILD_CREATE", guild, viewer -> viewer.has(Intents.GUILDS), GuildSnapshot.of(guild)));
  }

  /// Writes the unavailable guild object.
  public static void writeUnavailable(JsonGenerator json, Guild guild) throws IOException {
    json.writeStartObject();
    Json.id(json, "id", guild.id());
    json.writeBooleanField("unavailable", true);
    json.writeEndObject();
  }

  /// Moves a member into a voice channel, or out of it: VOICE_STATE_UPDATE.
  ///
  /// @param state with channel 0 to leave
  public void voice(Guild guild, Member member, VoiceState state) {
    if (state.channelId() == 0) {
      guild.voiceStates().remove(member.id());
    } else {
      guild.voiceStates().add(state);
    }
    world.publish(
        Dispatch.inGuild(
            "VOICE_STATE_UPDATE",
            guild,
            Intents.GUILD_VOICE_STATES,
            json -> state.write(json, guild, member)));
  }
}
