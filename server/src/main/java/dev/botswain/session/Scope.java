package dev.botswain.session;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a session may do.
public enum Scope {
  /// Read guilds, channels, members, messages and everything else that can be read.
  READ,
  /// Read the bot's events.
  EVENTS,
  /// Send, change and delete messages, reactions and pins.
  MESSAGES,
  /// Change, remove and ban members.
  MODERATION,
  /// Create, change and delete channels, threads, invites and webhooks of channels.
  CHANNELS,
  /// Create, change and delete what belongs to a guild: roles, emojis, scheduled events.
  GUILD,
  /// Register commands and answer interactions.
  COMMANDS,
  /// Have events sent to URLs.
  WEBHOOKS,
  /// Change the bot itself: its profile, its presence, the guilds that it is in.
  BOT;

  /// As callers write it.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The scope with this label.
  public static Optional<Scope> of(String label) {
    return Arrays.stream(values()).filter(scope -> scope.label().equals(label)).findFirst();
  }
}
