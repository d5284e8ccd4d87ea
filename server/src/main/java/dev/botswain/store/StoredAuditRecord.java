package dev.botswain.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What somebody did, or tried to do. Its texts are bounded and without control characters, and
/// contain no secrets and no content.
///
/// @param id grows with every record
/// @param botId the bot that it concerns, 0 for none
/// @param action an operation's id, or the method and route of a relayed request
/// @param target ids by name: `guildId=1 channelId=2`
/// @param requestId as in the log and the answer
/// @param result null until the outcome is known
public record StoredAuditRecord(
    long id,
    Instant at,
    Actor actor,
    long botId,
    String action,
    String target,
    boolean dryRun,
    String requestId,
    @Nullable Result result) {
  /// What a record takes besides its texts, in bytes, with its places in indexes.
  public static final int OVERHEAD = 270;

  /// Who did it.
  ///
  /// @param owner whose share of the space the record takes; strangers' begins with [#OF_STRANGER]
  /// @param session the fingerprint of a session, or null
  /// @param tenant the name of a tenant; empty for callers that belong to none
  /// @param operator whether it was the operator
  public record Actor(
      String owner, @Nullable String session, String tenant, boolean operator, String address) {
    public static final String OF_STRANGER = "network ";

    /// Whether the caller is known only by an address.
    public boolean isStranger() {
      return owner.startsWith(OF_STRANGER);
    }
  }

  /// How it ended.
  ///
  /// @param status Discord's, or null
  /// @param outcome a word, such as `done`
  /// @param code of the error that the caller got, or null
  public record Result(@Nullable Integer status, String outcome, @Nullable String code) {}

  /// The space that it takes, approximately, when it has its result.
  public int bytes() {
    return OVERHEAD
        + actor.owner().length()
        + actor.tenant().length()
        + actor.address().length()
        + action.length()
        + target.length()
        + requestId.length();
  }

  /// The same with a result.
  public StoredAuditRecord with(Result end) {
    return new StoredAuditRecord(id, at, actor, botId, action, target, dryRun, requestId, end);
  }
}
