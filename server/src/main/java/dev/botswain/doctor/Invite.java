package dev.botswain.doctor;

import dev.botswain.discord.protocol.Permission;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// A link that invites the bot into a guild, with the least permissions for what it has done since
/// it was connected.
///
/// Source: <https://discord.com/developers/docs/topics/oauth2#bot-authorization-flow>.
///
/// @param permissions their names
public record Invite(String url, List<String> permissions) {

  /// @param routes that the bot has used
  static Invite of(long applicationId, Collection<String> routes) {
    Set<Permission> needed = EnumSet.of(Permission.VIEW_CHANNEL);
    routes.forEach(route -> needed.addAll(RouteNeeds.of(route).all()));
    List<String> names = needed.stream().map(Permission::name).toList();
    long bits = names.stream().mapToLong(Permission::bit).reduce(0, (all, bit) -> all | bit);
    return new Invite(
        "https://discord.com/oauth2/authorize?client_id=%s&scope=bot+applications.commands&permissions=%s"
            .formatted(applicationId, bits),
        names);
  }
}
