package dev.botswain.sim.world;

import java.util.Set;

/// Whom a message may ping (Message resource, "Allowed Mentions Object").
///
/// @param everyone whether `@everyone` and `@here` ping
/// @param allUsers whether every user named in the content is pinged, otherwise only those in
///   `users`
/// @param allRoles the same for roles
/// @param repliedUser whether the author of the message replied to is pinged
public record AllowedMentions(
    boolean everyone,
    boolean allUsers,
    boolean allRoles,
    Set<Long> users,
    Set<Long> roles,
    boolean repliedUser) {
  /// The default for a message.
  public static final AllowedMentions ALL =
      new AllowedMentions(true, true, true, Set.of(), Set.of(), true);

  /// The default for an answer to an interaction or a webhook's message.
  public static final AllowedMentions USERS =
      new AllowedMentions(false, true, false, Set.of(), Set.of(), true);

  /// Pings no one.
  public static final AllowedMentions NONE =
      new AllowedMentions(false, false, false, Set.of(), Set.of(), false);

  boolean user(long id) {
    return allUsers || users.contains(id);
  }

  boolean role(long id) {
    return allRoles || roles.contains(id);
  }
}
