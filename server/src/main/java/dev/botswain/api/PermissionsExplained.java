package dev.botswain.api;

import dev.botswain.discord.protocol.Permission;
import dev.botswain.guild.Channel;
import dev.botswain.guild.ChannelType;
import dev.botswain.guild.Guild;
import dev.botswain.guild.PermissionLayer;
import dev.botswain.guild.Permissions;
import dev.botswain.guild.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What someone may do in a place, and which layer decided, in words.
final class PermissionsExplained {
  private static final List<String> LEVELS = List.of("none", "low", "medium", "high", "very_high");
  private static final List<String> DEMANDS =
      List.of(
          "nothing",
          "a verified email address",
          "an account that is older than five minutes",
          "ten minutes of membership",
          "a verified phone number");

  private final Guild guild;
  private final @Nullable Channel channel;
  private final Subject subject;
  private final Permissions permissions;

  /// @param channel null for the guild as a whole
  PermissionsExplained(Guild guild, @Nullable Channel channel, Subject subject) {
    this.guild = guild;
    this.channel = channel;
    this.subject = subject;
    this.permissions = Permissions.of(guild, subject.holder(), channel);
  }

  /// @param bits decimal, as Discord writes them
  /// @param conditions what else matters, and cannot be judged here
  record View(
      GuildRow guild,
      @Nullable ChannelRow channel,
      Subject.View user,
      String bits,
      List<PermissionRow> permissions,
      List<LayerRow> layers,
      List<String> conditions,
      @Nullable TargetView target) {}

  record GuildRow(String id, String name, boolean twoFactorRequired, String verificationLevel) {}

  /// @param rulingId of the channel whose overwrites count
  record ChannelRow(String id, String name, String type, @Nullable String rulingId) {}

  /// @param appliesTo `channel` if it means something in this channel, `guild` if it belongs to the
  ///   guild, `other_channels` otherwise
  record PermissionRow(
      String name,
      boolean granted,
      String appliesTo,
      boolean needsTwoFactor,
      @Nullable Decider decidedBy) {}

  record Decider(String kind, @Nullable String id, @Nullable String name) {}

  record LayerRow(
      String kind,
      @Nullable String id,
      @Nullable String name,
      List<String> allow,
      List<String> deny,
      String explanation) {}

  /// @param target null if nobody asks whether they may be moderated
  View view(@Nullable Subject target) {
    return new View(
        new GuildRow(
            Long.toString(guild.id()),
            guild.name(),
            guild.rules().twoFactor(),
            LEVELS.get(Math.clamp(guild.rules().verificationLevel(), 0, LEVELS.size() - 1))),
        channel == null ? null : row(channel),
        subject.view(),
        Long.toUnsignedString(known(permissions.bits())),
        Arrays.stream(Permission.values()).map(this::row).toList(),
        permissions.layers().stream().map(this::row).toList(),
        conditions(),
        target == null ? null : TargetView.of(guild, subject, target));
  }

  private ChannelRow row(Channel channel) {
    Channel ruling = guild.ruling(channel);
    return new ChannelRow(
        Long.toString(channel.id()),
        channel.name(),
        channel.type().label(),
        ruling == null ? null : Long.toString(ruling.id()));
  }

  private PermissionRow row(Permission permission) {
    PermissionLayer by = permissions.decidedBy(permission);
    return new PermissionRow(
        permission.name(),
        permissions.grants(permission),
        appliesTo(permission),
        permission.needsTwoFactor(),
        by == null ? null : new Decider(by.kind().label(), id(by), name(by)));
  }

  private String appliesTo(Permission permission) {
    if (channel == null || permission.isOfGuild()) {
      return "guild";
    }
    boolean here =
        switch (channel.type()) {
          case VOICE -> permission.isOfVoice();
          case STAGE -> permission.isOfStages();
          case CATEGORY, UNKNOWN -> true; // For the channels in it.
          case TEXT,
              DM,
              GROUP_DM,
              ANNOUNCEMENT,
              ANNOUNCEMENT_THREAD,
              PUBLIC_THREAD,
              PRIVATE_THREAD,
              DIRECTORY,
              FORUM,
              MEDIA ->
              permission.isOfText();
        };
    return here ? "channel" : "other_channels";
  }

  private LayerRow row(PermissionLayer layer) {
    return new LayerRow(
        layer.kind().label(),
        id(layer),
        name(layer),
        Permission.names(layer.allow() == -1 ? Permission.all() : layer.allow()),
        Permission.names(layer.deny() == -1 ? Permission.all() : layer.deny()),
        explanation(layer));
  }

  private static long known(long bits) {
    return bits == -1 ? Permission.all() : bits;
  }

  private static @Nullable String id(PermissionLayer layer) {
    return layer.id() == 0 ? null : Long.toString(layer.id());
  }

  private @Nullable String name(PermissionLayer layer) {
    return switch (layer.kind()) {
      case EVERYONE, EVERYONE_OVERWRITE, ROLE, ADMINISTRATOR, ROLE_OVERWRITE -> {
        Role role = guild.roles().get(layer.id());
        yield role == null ? null : role.name();
      }
      case MEMBER_OVERWRITE -> subject.view().displayName();
      case UNKNOWN, OWNER, THREAD, NO_VIEW_CHANNEL, NO_SEND_MESSAGES, NO_CONNECT, TIMED_OUT -> null;
    };
  }

  private String explanation(PermissionLayer layer) {
    String name = name(layer);
    return switch (layer.kind()) {
      case UNKNOWN ->
          subject.holder().roleIds() == null
              ? "the roles are unknown here, so Discord decides"
              : "the channel of this thread is unknown here, so Discord decides";
      case OWNER -> "the owner of the guild may do everything";
      case EVERYONE -> "@everyone gives this in the whole guild";
      case ROLE -> "the role %s gives this in the whole guild".formatted(name);
      case ADMINISTRATOR ->
          "ADMINISTRATOR, from the role %s, gives everything, whatever overwrites say"
              .formatted(name);
      case EVERYONE_OVERWRITE -> "the overwrite of @everyone in %s".formatted(ruling());
      case ROLE_OVERWRITE -> "the overwrite of the role %s in %s".formatted(name, ruling());
      case MEMBER_OVERWRITE -> "the overwrite of the member %s in %s".formatted(name, ruling());
      case THREAD -> "in a thread, SEND_MESSAGES_IN_THREADS decides about sending";
      case NO_VIEW_CHANNEL -> "without VIEW_CHANNEL nothing can be done in a channel";
      case NO_SEND_MESSAGES ->
          "without SEND_MESSAGES these cannot be used either, as nothing can be sent";
      case NO_CONNECT -> "without CONNECT a voice channel can only be viewed";
      case TIMED_OUT -> "a time-out leaves only VIEW_CHANNEL and READ_MESSAGE_HISTORY";
    };
  }

  private String ruling() {
    Channel ruling = channel == null ? null : guild.ruling(channel);
    return ruling == null ? "the channel" : "#" + ruling.name();
  }

  private List<String> conditions() {
    var conditions = new ArrayList<String>();
    boolean bot = subject.view().bot();
    if (guild.rules().twoFactor()) {
      conditions.add(
          "the guild demands two-factor authentication for moderating: without it in %s, the"
                  .formatted(bot ? "the account of the bot's owner" : "their account")
              + " permissions that need it do not count");
    }
    int level = Math.clamp(guild.rules().verificationLevel(), 0, DEMANDS.size() - 1);
    var roleIds = subject.holder().roleIds();
    if (level > 0 && !bot && roleIds != null && roleIds.isEmpty()) {
      conditions.add(
          "members without roles may only write with %s, because the guild's verification level is %s"
              .formatted(DEMANDS.get(level), LEVELS.get(level).replace('_', ' ')));
    }
    if (subject.details().pending()) {
      conditions.add("until they pass the guild's membership screening they cannot write");
    }
    if (channel != null
        && channel.type() == ChannelType.PRIVATE_THREAD
        && !permissions.grants(Permission.MANAGE_THREADS)) {
      conditions.add(
          "this thread is private: only those who were added to it see it, as MANAGE_THREADS is"
              + " missing");
    }
    return conditions;
  }
}
