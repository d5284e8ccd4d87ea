package dev.botswain.action;

import dev.botswain.error.RequestRefusedException;
import dev.botswain.guild.Role;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether an action would work, judging by what is known of the bot's guilds. It is the answer of
/// a dry run, and explains a refusal of Discord's.
///
/// @param missingPermissions names of the permissions that are missing
/// @param hierarchy who outranks the bot, or null
/// @param missingIntent a privileged intent without which the answer is incomplete, or null
/// @param reasons why it would not work, a sentence each
/// @param assumptions what could not be known here and was assumed
public record Feasibility(
    boolean wouldSucceed,
    List<String> missingPermissions,
    @Nullable Hierarchy hierarchy,
    @Nullable String missingIntent,
    List<String> reasons,
    List<String> assumptions) {

  /// Nothing prevents it.
  static final Feasibility POSSIBLE =
      new Feasibility(true, List.of(), null, null, List.of(), List.of());

  /// Who outranks the bot.
  ///
  /// @param owner whether it is the owner of the guild
  /// @param inTheWay the role that is not below the bot's highest, or null
  public record Hierarchy(boolean owner, @Nullable Rank bot, @Nullable Rank inTheWay) {}

  /// A role with its rank.
  public record Rank(String id, String name, int position) {
    /// The role as callers see it; null for null.
    public static @Nullable Rank of(@Nullable Role role) {
      return role == null ? null : new Rank(Long.toString(role.id()), role.name(), role.position());
    }
  }

  /// The target member of an action.
  ///
  /// @param member whether the user is in the guild
  record Target(boolean member, List<Long> roleIds) {}

  /// Adds what is known to a refusal of Discord's.
  RequestRefusedException explain(RequestRefusedException refusal) {
    if (!missingPermissions.isEmpty()) {
      refusal
          .with("permission", missingPermissions.getFirst())
          .with("missingPermissions", missingPermissions);
    }
    if (hierarchy != null) {
      refusal.with("hierarchy", JsonObject.mapFrom(hierarchy));
    }
    var because = new ArrayList<>(reasons);
    because.addAll(assumptions);
    return because.isEmpty() ? refusal : refusal.with("reasons", because);
  }
}
