package dev.botswain.api;

import dev.botswain.audit.Audit;
import dev.botswain.audit.Target;
import dev.botswain.discord.protocol.Snowflake;
import dev.botswain.error.ApiError;
import dev.botswain.http.Answer;
import dev.botswain.http.Call;
import dev.botswain.http.Operation;
import dev.botswain.http.Resource;
import dev.botswain.session.Grant;
import dev.botswain.session.Scope;
import dev.botswain.session.Session;
import dev.botswain.session.Sessions;
import dev.botswain.time.Timestamp;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The sessions of a bot, as a session from a login manages them: it creates narrower ones, and
/// lists and ends all.
final class NarrowSessionsResource implements Resource {
  /// Operations whose refusals are recorded.
  static final Set<String> AUDITED = Set.of("createSession", "revokeSession");

  private final Sessions sessions;
  private final Audit audit;

  NarrowSessionsResource(Sessions sessions, Audit audit) {
    this.sessions = sessions;
    this.audit = audit;
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
            body.getBoolean("independent", false),
            audit.by(Callers.actor(call)));
    if (!made.session().isLive()) {
      throw ApiError.UNKNOWN_SESSION.refusal();
    }
    var answer = JsonObject.mapFrom(SessionRow.of(made.session(), Callers.session(call)));
    return Answer.json(answer.put("sessionId", made.id().text()).toBuffer()).status(201);
  }

  private Answer list(Call call) {
    Session asking = Callers.session(call);
    int limit = call.number("limit", Integer.MAX_VALUE);
    Place after = Place.of(call.text("after"));
    List<Session> rest =
        sessions.of(asking.bot()).stream()
            .filter(one -> Place.of(one).compareTo(after) > 0)
            .sorted(Comparator.comparing(Place::of))
            .toList();
    List<Session> page = rest.subList(0, Math.min(limit, rest.size()));
    Answer answer = Answer.json(page.stream().map(one -> SessionRow.of(one, asking)).toList());
    return page.size() == rest.size()
        ? answer
        : answer.next(call.nextPage("after", Place.of(page.getLast()).toString()));
  }

  /// The position of a session in the list, valid even after the session has ended.
  private record Place(long createdAtMillis, String id) implements Comparable<Place> {
    static Place of(Session session) {
      return new Place(session.createdAt().toEpochMilli(), session.fingerprint());
    }

    /// @param after as in the contract, null for the beginning
    static Place of(@Nullable String after) {
      if (after == null) {
        return new Place(-1, "");
      }
      int dot = after.indexOf('.');
      return new Place(Long.parseLong(after.substring(0, dot)), after.substring(dot + 1));
    }

    @Override
    public int compareTo(Place other) {
      int byTime = Long.compare(createdAtMillis, other.createdAtMillis);
      return byTime == 0 ? id.compareTo(other.id) : byTime;
    }

    @Override
    public String toString() {
      return createdAtMillis + "." + id;
    }
  }

  private Answer revoke(Call call) {
    Session asking = Callers.session(call);
    String id = call.text("id");
    Session found =
        sessions.of(asking.bot()).stream()
            .filter(session -> session.fingerprint().equals(id))
            .findFirst()
            .orElseThrow(() -> ApiError.UNKNOWN_SESSION_ID.because("there is no session " + id));
    sessions.logout(
        found,
        audit
            .by(Callers.actor(call))
            .done(
                "revokeSession", found.bot().id(), Target.of(Sessions.TARGET, String.valueOf(id))));
    return Answer.empty(204);
  }

  private static Set<Scope> scopes(JsonObject body) {
    return body.getJsonArray("scopes").stream()
        .map(label -> Scope.of(label.toString()).orElseThrow())
        .collect(Collectors.toSet());
  }

  private static Set<Long> ids(JsonObject body, String name) {
    return body.getJsonArray(name, new JsonArray()).stream()
        .map(id -> Snowflake.of(id.toString()))
        .collect(Collectors.toSet());
  }

  /// @param id names the session, and does not allow its use
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
