package dev.botswain.action;

import dev.botswain.discord.protocol.Snowflake;
import dev.botswain.session.Session;
import dev.botswain.time.Deadline;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What somebody asks a bot to do, whatever way they asked. Whoever makes one has held parameters,
/// body and session to the contract, scopes included ([GrantCheck]); [Actions] sees to the rest.
///
/// @param parameters what says where and to whom, by the contract's names: text, numbers and truths
/// @param files that come with the body, or null
/// @param key makes it act once, however often it is asked; null for none
/// @param patience how long it may wait for its turns in Discord's limits
/// @param deadline when there must be an outcome
public record ActionRequest(
    Session session,
    Map<String, Object> parameters,
    ActionBody body,
    @Nullable ActionFiles files,
    @Nullable Key key,
    Duration patience,
    Deadline deadline) {

  /// What makes several requests one.
  ///
  /// @param text as the caller made it; a session's own
  /// @param asked stands for all that is asked, but for body and files
  /// @param requestId that of the request, which those are told who repeat one that failed
  public record Key(String text, String asked, String requestId) {}

  /// A request that says nothing but where and to whom.
  public static ActionRequest of(
      Session session, Map<String, Object> parameters, Duration patience) {
    return new ActionRequest(
        session, parameters, ActionBody.NONE, null, null, patience, Deadline.in(patience));
  }

  /// A parameter as text, or null.
  @Nullable String text(String parameter) {
    Object value = parameters.get(parameter);
    return value == null ? null : value.toString();
  }

  /// A parameter that is a snowflake, or null.
  @Nullable Long snowflake(String parameter) {
    String text = text(parameter);
    return text == null ? null : (Long) Snowflake.of(text);
  }

  /// Whether only to say if it could be done.
  boolean isDryRun() {
    return Boolean.parseBoolean(text("dryRun"));
  }
}
