package dev.botswain.sim.world;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The guilds of the world.
public final class Guilds {
  private final World world;
  private final ById<Guild> all = new ById<>();

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
