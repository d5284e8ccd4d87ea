package dev.botswain.action;

import dev.botswain.audit.Actor;
import dev.botswain.discord.protocol.Snowflake;
import dev.botswain.inspect.Face;
import dev.botswain.inspect.Input;
import dev.botswain.inspect.Origin;
import dev.botswain.session.Session;
import dev.botswain.time.Deadline;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request to a bot, however it was made. Its creator has checked parameters, body and session
/// against the contract, including scopes ([GrantCheck]); [Actions] does the rest.
///
/// @param parameters say where and to whom, with the contract's names: text, numbers and booleans
/// @param files of the body, or null
/// @param key makes it act once, however often it is sent; null for none
/// @param patience how long it may wait for its turns in Discord's limits
/// @param deadline by which there must be an outcome
/// @param actor who asks, for the audit
public record ActionRequest(
    Session session,
    Map<String, Object> parameters,
    ActionBody body,
    @Nullable ActionFiles files,
    @Nullable Key key,
    Duration patience,
    Deadline deadline,
    Actor actor) {

  /// Identifies repeated requests as one.
  ///
  /// @param text as the caller created it; unique within a session
  /// @param asked a digest of the request without body and files
  /// @param requestId of the request, which is reported to callers who repeat one that failed
  public record Key(String text, String asked, String requestId) {}

  /// A parameter as text, or null.
  @Nullable String text(String parameter) {
    Object value = parameters.get(parameter);
    return value == null ? null : value.toString();
  }

  /// A parameter that is a snowflake, or null.
  @Nullable Long snowflake(String parameter) {
    return Snowflake.orNull(text(parameter));
  }

  /// Whether it is a dry run. Who asks, for those who look into the calls to Discord.
  Origin origin(String operation) {
    JsonObject json = body.json();
    return new Origin(
        Face.API,
        actor.requestId(),
        session.fingerprint(),
        session.name(),
        operation,
        key == null ? null : key.text(),
        Input.of(
            parameters,
            json.isEmpty() ? "" : json.encode(),
            files != null,
            session.bot().rest()::veiled));
  }

  boolean isDryRun() {
    return Boolean.parseBoolean(text("dryRun"));
  }
}
