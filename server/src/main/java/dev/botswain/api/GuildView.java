package dev.botswain.api;

import dev.botswain.action.CdnUrl;
import dev.botswain.guild.Guild;
import dev.botswain.session.Session;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A guild, as callers see it.
record GuildView(String id, String name, @Nullable String icon, int memberCount) {
  static GuildView of(Guild guild) {
    return new GuildView(
        Long.toString(guild.id()), guild.name(), CdnUrl.icon(guild), guild.memberCount());
  }

  /// The bot's guilds by id, those that the session may know of.
  static List<GuildView> all(Session session) {
    return session.bot().guilds().stream()
        .filter(session.grant()::knows)
        .sorted(Comparator.comparingLong(Guild::id))
        .map(GuildView::of)
        .toList();
  }
}
