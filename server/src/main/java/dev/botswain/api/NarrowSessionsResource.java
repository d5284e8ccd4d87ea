package dev.botswain.api;

import dev.botswain.session.Grant;
import dev.botswain.session.Scope;
import dev.botswain.session.Session;
import dev.botswain.session.Sessions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The sessions of a bot, as one that came of a login manages them: narrower ones are given, all
/// are listed and ended.
final class NarrowSessionsResource implements Resource {
  private final Sessions sessions;

  NarrowSessionsResource(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of(
        "createSession", this::create, "listSessions", this::list, "revokeSession", this::revoke);
  }

  private Answer create(Call call) {
    JsonObject body = call.body();
    Long seconds = body.getLong("expiresIn");
    Sessions.Login made =
        sessions.narrow(
            Callers.session(call),
            body.getString("name"),
            Grant.narrow(scopes(body), ids(body, "guildIds"), ids(body, "channelIds")),
            seconds == null ? null : Duration.ofSeconds(seconds),
            body.getBoolean("independent", false));
    if (!made.session().isLive()) {
      throw ApiError.UNKNOWN_SESSION.refusal();
    }
    var answer = JsonObject.mapFrom(SessionRow.of(made.session(), Callers.session(call)));
    return Answer.json(answer.put("sessionId", made.id().text()).toBuffer()).status(201);
  }

  private Answer list(Call call) {
    Session asking = Callers.session(call);
    return Answer.json(
        sessions.of(asking.bot()).stream().map(one -> SessionRow.of(one, asking)).toList());
  }

  private Answer revoke(Call call) {
    Session asking = Callers.session(call);
    String id = call.text("id");
    Session found =
        sessions.of(asking.bot()).stream()
            .filter(session -> session.fingerprint().equals(id))
            .findFirst()
            .orElseThrow(() -> ApiError.UNKNOWN_SESSION_ID.because("there is no session " + id));
    sessions.logout(found);
    return Answer.empty(204);
  }

  private static Set<Scope> scopes(JsonObject body) {
    return body.getJsonArray("scopes").stream()
        .map(label -> Scope.of(label.toString()).orElseThrow())
        .collect(Collectors.toSet());
  }

  private static Set<Long> ids(JsonObject body, String name) {
    return body.getJsonArray(name, new JsonArray()).stream()
        .map(id -> Callers.snowflake(id.toString()))
        .collect(Collectors.toSet());
  }

  /// @param id names the session, and gives nobody the right to use it
  /// @param endsWith the id of the session that it ends with, or null
  private record SessionRow(
      String id,
      @Nullable String name,
      boolean full,
      boolean current,
      @Nullable String endsWith,
      List<String> scopes,
      List<String> guildIds,
      List<String> channelIds,
      String createdAt,
      String lastUsedAt,
      String expiresAt) {
    static SessionRow of(Session session, Session asking) {
      Grant grant = session.grant();
      return new SessionRow(
          session.fingerprint(),
          session.name(),
          grant.full(),
          session == asking,
          session.parent() == null ? null : Session.fingerprint(session.parent()),
          grant.scopes().stream().map(Scope::label).sorted().toList(),
          texts(grant.guildIds()),
          texts(grant.channelIds()),
          Timestamp.of(session.createdAt()),
          Timestamp.of(session.lastUsedAt()),
          Timestamp.of(session.expiresAt()));
    }

    private static List<String> texts(Collection<Long> ids) {
      return ids.stream().sorted().map(Long::toUnsignedString).toList();
    }
  }
}
