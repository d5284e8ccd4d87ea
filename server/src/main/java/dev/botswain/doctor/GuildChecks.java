package dev.botswain.doctor;

import dev.botswain.bot.Bot;
import dev.botswain.discord.protocol.Permission;
import dev.botswain.doctor.HealthCheck.Needs;
import dev.botswain.guild.Channel;
import dev.botswain.guild.ChannelType;
import dev.botswain.guild.Guild;
import dev.botswain.guild.Member;
import dev.botswain.webhook.Webhook;
import java.util.List;

/// The guilds that the bot is in, and what it can see and do there.
final class GuildChecks {
  /// `AUTOMOD_QUARANTINED_USERNAME`:
  /// <https://discord.com/developers/docs/resources/guild#guild-member-object-guild-member-flags>.
  private static final int QUARANTINED = 1 << 7;

  private GuildChecks() {}

  static List<HealthCheck> all() {
    return List.of(
        new HealthCheck("guilds", Needs.BOT, GuildChecks::guilds),
        new HealthCheck("membership", Needs.BOT, GuildChecks::membership),
        new HealthCheck("channels", Needs.BOT, GuildChecks::channels));
  }

  static Evidence evidence(Guild guild) {
    return new Evidence().id("guildId", guild.id()).and("guild", guild.name());
  }

  private static void guilds(Examination of, Findings found) {
    if (of.bot().guilds().isEmpty() && of.insight().isComplete()) {
      found.add(FindingCode.IN_NO_GUILD, Evidence.of("guilds", 0));
    }
    for (Guild guild : of.bot().guilds()) {
      if (!guild.available()) {
        found.add(FindingCode.GUILD_UNAVAILABLE, Long.toString(guild.id()), evidence(guild));
      }
    }
  }

  private static void membership(Examination of, Findings found) {
    for (Guild guild : of.bot().guilds()) {
      Member.Details own = of.insight().membership(guild.id());
      String subject = Long.toString(guild.id());
      if (own.pending()) {
        found.add(FindingCode.MEMBERSHIP_PENDING, subject, evidence(guild));
      }
      if ((own.flags() & QUARANTINED) != 0) {
        found.add(FindingCode.NAME_QUARANTINED, subject, evidence(guild));
      }
      if (own.isTimedOut(of.now())) {
        found.add(
            FindingCode.BOT_TIMED_OUT,
            subject,
            evidence(guild).and("until", String.valueOf(own.timedOutUntil())));
      }
    }
  }

  private static void channels(Examination of, Findings found) {
    Bot bot = of.bot();
    for (Guild guild : bot.guilds()) {
      List<Channel> texts =
          guild.channels().all().stream()
              .filter(channel -> channel.type() == ChannelType.TEXT)
              .toList();
      long seen = texts.stream().filter(channel -> sees(bot, guild, channel)).count();
      if (seen < texts.size() / 2.0) {
        found.add(
            FindingCode.CHANNELS_HIDDEN,
            seen == 0 ? Severity.WARNING : Severity.NOTICE, // It may be meant for a few channels.
            Long.toString(guild.id()),
            evidence(guild)
                .and("textChannels", texts.size())
                .and("hiddenTextChannels", texts.size() - seen));
      }
    }
    for (Webhook webhook : of.holdings().webhooks()) {
      long wanted = webhook.enabled() ? webhook.filter().channelId() : 0;
      for (Guild guild : wanted == 0 ? List.<Guild>of() : List.copyOf(bot.guilds())) {
        Channel channel = guild.channels().get(wanted);
        if (channel != null && !sees(bot, guild, channel)) {
          found.add(
              FindingCode.CHANNELS_HIDDEN,
              webhook.id(),
              evidence(guild).id("channelId", wanted).and("webhookId", webhook.id()));
        }
      }
    }
  }

  private static boolean sees(Bot bot, Guild guild, Channel channel) {
    return Permission.VIEW_CHANNEL.in(guild.permissions(bot.id(), channel));
  }
}
