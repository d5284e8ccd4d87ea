package dev.botswain.doctor;

import dev.botswain.bot.Bot;
import dev.botswain.bot.RequestHistory.Place;
import dev.botswain.bot.RequestHistory.Refusal;
import dev.botswain.discord.protocol.Permission;
import dev.botswain.doctor.HealthCheck.Needs;
import dev.botswain.guild.Channel;
import dev.botswain.guild.Guild;
import dev.botswain.guild.Holder;
import dev.botswain.guild.Permissions;
import dev.botswain.guild.Role;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the bot may not do of that which it did, or was refused, within the last day; judged by the
/// permissions and roles that it has now.
///
/// Source: <https://discord.com/developers/docs/topics/permissions>.
final class PermissionChecks {
  private static final String NO_PERMISSION = "403 50013";
  private static final String NO_ACCESS = "403 50001";
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Pattern WHERE = Pattern.compile("/(channels|guilds)/([0-9]{1,19})");

  private PermissionChecks() {}

  static List<HealthCheck> all() {
    return List.of(
        new HealthCheck("permissions", Needs.BOT, PermissionChecks::permissions),
        new HealthCheck("roles", Needs.BOT, PermissionChecks::roles));
  }

  /// Whether a refusal is looked at here.
  static boolean isOfPermissions(Bot bot, Refusal refusal) {
    String reason = refusal.cause().reason();
    return (reason.equals(NO_PERMISSION) || reason.equals(NO_ACCESS))
        && Scene.of(bot, refusal.cause().place()) != null;
  }

  /// A guild, and a channel of it, where something was done.
  private record Scene(Guild guild, @Nullable Channel channel, String route, Permissions has) {
    static @Nullable Scene of(Bot bot, Place place) {
      Matcher ids = WHERE.matcher(place.where());
      Guild guild = null;
      Channel channel = null;
      while (ids.find()) {
        long id = Long.parseLong(ids.group(2));
        if (ids.group(1).equals("guilds")) {
          guild = bot.guild(id);
        } else {
          for (Guild each : bot.guilds()) {
            Channel there = each.channels().get(id);
            if (there != null) {
              guild = each;
              channel = there;
            }
          }
        }
      }
      return guild == null
          ? null
          : new Scene(
              guild,
              channel,
              place.route(),
              Permissions.of(guild, new Holder(bot.id(), guild.ownRoles(), false), channel));
    }

    List<String> lacks(Collection<Permission> needed) {
      return needed.stream()
          .map(has::missing)
          .filter(Objects::nonNull)
          .distinct()
          .sorted()
          .map(Permission::name)
          .toList();
    }

    /// Whether it is a channel that the bot cannot see, so that it has no permission there at all.
    boolean isHidden() {
      return channel != null && !has.grants(Permission.VIEW_CHANNEL);
    }

    String subject() {
      return guild.id() + " " + (channel == null ? 0 : channel.id()) + " " + route;
    }

    Evidence evidence() {
      var evidence = GuildChecks.evidence(guild);
      if (channel != null) {
        evidence.id("channelId", channel.id()).and("channel", channel.name());
      }
      return evidence.and("route", route);
    }
  }

  private static void permissions(Examination of, Findings found) {
    Bot bot = of.bot();
    for (Refusal refusal : of.insight().requests().refusals()) {
      Scene scene = Scene.of(bot, refusal.cause().place());
      if (scene != null && isOfPermissions(bot, refusal) && !isTimedOut(of, scene.guild())) {
        RouteNeeds needs = RouteNeeds.of(scene.route());
        List<String> always = scene.lacks(needs.always());
        tell(
            scene,
            always.isEmpty() ? scene.lacks(needs.perhaps()) : always,
            scene
                .evidence()
                .and("refusedInTheLastHour", refusal.times())
                .and("lastRefusedSecondsAgo", refusal.age().toSeconds()),
            found);
      }
    }
    for (Place use : of.insight().requests().uses()) {
      Scene scene = Scene.of(bot, use);
      if (scene != null) {
        tell(
            scene,
            scene.lacks(RouteNeeds.of(scene.route()).always()),
            scene.evidence().and("workedBefore", true),
            found);
      }
    }
  }

  private static void tell(Scene scene, List<String> missing, Evidence evidence, Findings found) {
    if (scene.isHidden()) {
      found.add(FindingCode.CHANNELS_HIDDEN, scene.subject(), evidence);
    } else if (!missing.isEmpty()) {
      found.add(
          FindingCode.MISSING_PERMISSION, scene.subject(), evidence.and("permissions", missing));
    }
  }

  /// A bot that is timed out lacks permissions that its roles give.
  private static boolean isTimedOut(Examination of, Guild guild) {
    return of.insight().membership(guild.id()).isTimedOut(of.now());
  }

  private static void roles(Examination of, Findings found) {
    Bot bot = of.bot();
    for (Refusal refusal : of.insight().requests().refusals()) {
      Scene scene = Scene.of(bot, refusal.cause().place());
      if (scene == null
          || !refusal.cause().reason().equals(NO_PERMISSION)
          || isTimedOut(of, scene.guild())) {
        continue;
      }
      RouteNeeds needs = RouteNeeds.of(scene.route());
      Set<Long> ownRoles = scene.guild().ownRoles();
      if (needs.ranks() && scene.lacks(needs.all()).isEmpty() && ownRoles != null) {
        Role own = scene.guild().highest(ownRoles);
        String roleId = refusal.cause().roleId();
        Role target = roleId == null ? null : scene.guild().roles().get(Long.parseLong(roleId));
        if (own != null && isStillInTheWay(own, target, refusal)) {
          var evidence =
              scene
                  .evidence()
                  .and("ownRole", own.name())
                  .and("ownPosition", own.position())
                  .and("refusedInTheLastHour", refusal.times());
          if (target != null) {
            evidence.id("roleId", target.id()).and("rolePosition", target.position());
          }
          found.add(FindingCode.ROLE_TOO_LOW, scene.subject(), evidence);
        }
      }
    }
  }

  /// If it is unknown who was in the way, the refusal holds for an hour.
  private static boolean isStillInTheWay(Role own, @Nullable Role target, Refusal refusal) {
    return target == null ? refusal.age().compareTo(HOUR) < 0 : !own.isAbove(target);
  }
}
