package dev.botswain.guild;

import dev.botswain.discord.protocol.Permission;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One of the things that decide together what someone may do, in the order in which they apply.
///
/// @param id of the role, or of the overwrite; 0 if it is neither
/// @param allow the bits that it gives; of an implied rule, those that it has changed
/// @param deny the bits that it takes, in the same way
public record PermissionLayer(Kind kind, long id, long allow, long deny) {

  /// What a layer is. `cause` is the permission whose absence makes a rule apply.
  public enum Kind {
    /// Too little is known to judge, so everything counts as allowed and Discord decides.
    UNKNOWN,
    /// The owner of the guild may everything.
    OWNER,
    /// What the role `@everyone` gives.
    EVERYONE,
    /// What another role gives.
    ROLE,
    /// A role with ADMINISTRATOR, which gives everything, whatever overwrites say.
    ADMINISTRATOR,
    /// The channel's overwrite of `@everyone`.
    EVERYONE_OVERWRITE,
    /// The channel's overwrite of a role. If one role's denies and another's allows, it is allowed.
    ROLE_OVERWRITE,
    /// The channel's overwrite of the member.
    MEMBER_OVERWRITE,
    /// In a thread, SEND_MESSAGES_IN_THREADS decides about SEND_MESSAGES.
    THREAD(Permission.SEND_MESSAGES_IN_THREADS),
    /// Who may not view a channel may do nothing in it.
    NO_VIEW_CHANNEL(Permission.VIEW_CHANNEL),
    /// Who may not send cannot mention everyone, attach files or embed links.
    NO_SEND_MESSAGES(Permission.SEND_MESSAGES),
    /// Who may not connect to a voice or stage channel may only view it.
    NO_CONNECT(Permission.CONNECT),
    /// A time-out leaves VIEW_CHANNEL and READ_MESSAGE_HISTORY.
    TIMED_OUT;

    private final @Nullable Permission cause;

    Kind() {
      this(null);
    }

    Kind(@Nullable Permission cause) {
      this.cause = cause;
    }

    @Nullable Permission cause() {
      return cause;
    }

    /// The name in our API.
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  boolean allows(Permission permission) {
    return permission.in(allow);
  }

  boolean denies(Permission permission) {
    return permission.in(deny);
  }
}
