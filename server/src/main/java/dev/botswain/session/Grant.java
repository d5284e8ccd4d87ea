package dev.botswain.session;

import dev.botswain.bot.Bot;
import dev.botswain.bot.Channel;
import dev.botswain.bot.Guild;
import dev.botswain.event.BotEvents;
import dev.botswain.event.Event;
import dev.botswain.event.EventFields;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a session may do, and where.
///
/// @param full whether it came of a login: it may do everything, and give narrower sessions
/// @param scopes what it may do
/// @param guildIds guilds that it may do it in; with `channelIds` empty too, all
/// @param channelIds channels that it may do it in, threads below them included, beside those of
///   the guilds
public record Grant(boolean full, Set<Scope> scopes, Set<Long> guildIds, Set<Long> channelIds) {
  /// Of a session that came of a login.
  public static final Grant FULL = new Grant(true, EnumSet.allOf(Scope.class), Set.of(), Set.of());

  public Grant {
    scopes = Set.copyOf(scopes);
    guildIds = Set.copyOf(guildIds);
    channelIds = Set.copyOf(channelIds);
  }

  /// A narrower one than that of a login.
  public static Grant narrow(Set<Scope> scopes, Set<Long> guildIds, Set<Long> channelIds) {
    return new Grant(false, scopes, guildIds, channelIds);
  }

  /// Whether it allows something.
  public boolean has(Scope scope) {
    return scopes.contains(scope);
  }

  /// Whether it is good everywhere, direct messages included.
  public boolean isEverywhere() {
    return guildIds.isEmpty() && channelIds.isEmpty();
  }

  /// Whether it is good for a guild as a whole.
  public boolean allowsGuild(long guildId) {
    return isEverywhere() || guildIds.contains(guildId);
  }

  /// Whether it is good for a channel or thread. One that the bot does not know of is not.
  public boolean allowsChannel(Bot bot, long channelId) {
    if (isEverywhere() || channelIds.contains(channelId)) {
      return true;
    }
    for (Guild guild : bot.guilds()) {
      Channel channel = guild.channels().get(channelId);
      if (channel != null) {
        return allows(guild, channel);
      }
    }
    return false;
  }

  /// Whether it is good for a channel or thread of a guild.
  public boolean allows(Guild guild, Channel channel) {
    return allowsGuild(guild.id())
        || channelIds.contains(channel.id())
        || channel.type().isThread() && channelIds.contains(channel.parentId());
  }

  /// Whether its readers get an event. Those about the bot itself and its connections all do; those
  /// of no guild only where it is good everywhere.
  public boolean passes(Bot bot, Event event) {
    if (isEverywhere() || event.type().equals(BotEvents.GAP) || event.type().startsWith("bot.")) {
      return true;
    }
    EventFields fields = event.fields();
    return fields.guildId() != 0 && allowsGuild(fields.guildId())
        || channelIds.contains(fields.threadOf()) // The bot may not know of the thread any more.
        || fields.channelId() != 0 && allowsChannel(bot, fields.channelId());
  }

  /// What its readers get of an event that they get: without the fields that need a scope which it
  /// lacks.
  public Event reduced(Event event) {
    Withheld withheld = Withheld.from(this, event.type());
    return withheld == null ? event : event.reduced(withheld::reduce);
  }

  /// The same for data that is no event of the log.
  ///
  /// @param type of the event that it is sent as
  /// @return null if nothing is left out
  public byte @Nullable [] reduced(String type, byte[] data) {
    Withheld withheld = Withheld.from(this, type);
    return withheld == null ? null : withheld.reduce(data);
  }

  /// Whether it is good for a guild or something in it, so that the guild may be known of.
  public boolean knows(Guild guild) {
    return allowsGuild(guild.id())
        || channelIds.stream().anyMatch(id -> guild.channels().get(id) != null);
  }
}
