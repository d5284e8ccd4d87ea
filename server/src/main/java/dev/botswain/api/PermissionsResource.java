package dev.botswain.api;

import dev.botswain.bot.Bot;
import dev.botswain.error.ApiError;
import dev.botswain.guild.Channel;
import dev.botswain.guild.Guild;
import dev.botswain.http.Answer;
import dev.botswain.http.Call;
import dev.botswain.http.Operation;
import dev.botswain.http.Resource;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/// Why someone can do something in a place, or not.
final class PermissionsResource implements Resource {
  private final InstantSource clock;

  PermissionsResource(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of("explainPermissions", this::explain);
  }

  private Answer explain(Call call) throws TimeoutException {
    Bot bot = Callers.bot(call);
    Long channelId = Callers.snowflake(call, "channelId");
    Guild guild = channelId == null ? Callers.guild(call) : guildOf(call, bot, channelId);
    Channel channel = channelId == null ? null : guild.channels().get(channelId);
    if (channelId != null && channel == null) {
      throw unknown(channelId);
    }
    Instant now = clock.instant();
    Long userId = Callers.snowflake(call, "userId");
    Subject subject = subject(call, bot, guild, userId == null ? bot.id() : userId, now);
    Long targetId = Callers.snowflake(call, "targetId");
    Subject target = targetId == null ? null : subject(call, bot, guild, targetId, now);
    return Answer.json(new PermissionsExplained(guild, channel, subject).view(target));
  }

  /// The session applies to the channel, but perhaps not to the whole guild.
  private static Guild guildOf(Call call, Bot bot, long channelId) {
    if (call.text("guildId") != null) {
      return Callers.knownGuild(call);
    }
    for (Guild guild : bot.guilds()) {
      if (guild.channels().get(channelId) != null) {
        return guild;
      }
    }
    throw unknown(channelId);
  }

  private static RuntimeException unknown(long channelId) {
    return ApiError.UNKNOWN_CHANNEL.because(
        "the guild has no channel or active thread " + Long.toString(channelId));
  }

  /// A member as kept here, otherwise as Discord knows them.
  private static Subject subject(Call call, Bot bot, Guild guild, long userId, Instant now)
      throws TimeoutException {
    return userId == bot.id()
        ? Subject.bot(bot, guild, bot.members().kept(guild.id(), userId), now)
        : Subject.member(guild, call.await(bot.members().one(guild.id(), userId)), now);
  }
}
