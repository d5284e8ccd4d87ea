package dev.botswain.session;

import dev.botswain.bot.Bot;
import dev.botswain.event.BotEvents;
import dev.botswain.event.Event;
import dev.botswain.event.EventFields;
import dev.botswain.guild.Channel;
import dev.botswain.guild.Guild;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a session may do, and where.
///
/// @param full whether the session came from a login: it may do everything, and create narrower
///   sessions
/// @param scopes what it may do
/// @param guildIds the guilds in which it may do that; if `channelIds` is empty too, all guilds
/// @param channelIds the channels in which it may do that, including the threads below them, in
///   addition to those of the guilds
public record Grant(boolean full, Set<Scope> scopes, Set<Long> guildIds, Set<Long> channelIds) {
  /// The grant of a session from a login.
  public static final Grant FULL = new Grant(true, EnumSet.allOf(Scope.class), Set.of(), Set.of());

  public Grant {
    scopes = Set.copyOf(scopes);
    guildIds = Set.copyOf(guildIds);
    channelIds = Set.copyOf(channelIds);
  }

  /// A narrower grant than that of a login.
  public static Grant narrow(Set<Scope> scopes, Set<Long> guildIds, Set<Long> channelIds) {
    return new Grant(false, scopes, guildIds, channelIds);
  }

  /// Whether it includes a scope.
  public boolean has(Scope scope) {
    return scopes.contains(scope);
  }

  /// Whether it applies everywhere, direct messages included.
  public boolean isEverywhere() {
    return guildIds.isEmpty() && channelIds.isEmpty();
  }

  /// Whether it applies to a guild as a whole.
  public boolean allowsGuild(long guildId) {
    return isEverywhere() || guildIds.contains(guildId);
  }

  /// Whether it applies to a channel or thread. It does not apply to channels that the bot does not
  /// know.
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

  /// Whether it applies to a channel or thread of a guild.
  public boolean allows(Guild guild, Channel channel) {
    return allowsGuild(guild.id())
        || channelIds.contains(channel.id())
        || channel.type().isThread() && channelIds.contains(channel.parentId());
  }

  /// Whether its readers get an event. All readers get events about the bot itself and its
  /// connections. Other events that belong to no guild are only for grants that apply everywhere.
  boolean passes(Bot bot, Event event) {
    if (event.type().equals(BotEvents.HEALTH)) {
      return full; // It tells of other sessions, and of every guild.
    }
    if (isEverywhere() || event.type().equals(BotEvents.GAP) || event.type().startsWith("bot.")) {
      return true;
    }
    EventFields fields = event.fields();
    return fields.guildId() != 0 && allowsGuild(fields.guildId())
        || channelIds.contains(fields.threadOf()) // The bot may not know the thread any more.
        || fields.channelId() != 0 && allowsChannel(bot, fields.channelId());
  }

  /// The part of an event that its readers get: without the fields that need a scope that it lacks.
  public Event reduced(Event event) {
    Withheld withheld = Withheld.from(this, event.type());
    return withheld == null ? event : event.reduced(withheld::reduce);
  }

  /// The same for data that is not an event of the log.
  ///
  /// @param type the type of the event that carries the data
  /// @return null if nothing is removed
  public byte @Nullable [] reduced(String type, byte[] data) {
    Withheld withheld = Withheld.from(this, type);
    return withheld == null ? null : withheld.reduce(data);
  }

  /// Whether it applies to a guild or something in it, so that its readers may know of the guild.
  public boolean knows(Guild guild) {
    return allowsGuild(guild.id())
        || channelIds.stream().anyMatch(id -> guild.channels().get(id) != null);
  }
}
