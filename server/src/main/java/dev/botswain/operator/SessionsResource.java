package dev.botswain.operator;

import dev.botswain.audit.Target;
import dev.botswain.discord.protocol.Snowflake;
import dev.botswain.http.Answer;
import dev.botswain.http.Call;
import dev.botswain.http.Operation;
import dev.botswain.http.Resource;
import dev.botswain.session.Scope;
import dev.botswain.session.Session;
import dev.botswain.time.Timestamp;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Sessions of all bots, by their fingerprints.
final class SessionsResource implements Resource {
  private final OperatedBots operated;
  private final OperatorAudit audit;

  SessionsResource(OperatedBots operated, OperatorAudit audit) {
    this.operated = operated;
    this.audit = audit;
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of("listAllSessions", this::list, "endAnySession", this::revoke);
  }

  private Answer list(Call call) {
    String after = call.text("after");
    String bot = call.text("botId");
    String tenant = call.text("tenant");
    List<Session> rest =
        operated.sessions().all().stream()
            .filter(one -> after == null || one.fingerprint().compareTo(after) > 0)
            .filter(one -> bot == null || one.bot().id() == Snowflake.of(bot))
            .filter(one -> tenant == null || tenant.equals(OperatedBots.tenant(one.bot())))
            .sorted(Comparator.comparing(Session::fingerprint))
            .toList();
    return Pages.of(call, rest, Session::fingerprint, View::of);
  }

  private Answer revoke(Call call) {
    Session session = operated.session(String.valueOf(call.text("fingerprint")));
    operated
        .sessions()
        .logout(
            session,
            audit
                .recorder(call)
                .done(
                    "endAnySession",
                    session.bot().id(),
                    Target.of("sessionId", session.fingerprint())));
    return Answer.empty(204);
  }

  private record View(
      String fingerprint,
      String botId,
      String tenant,
      @Nullable String name,
      List<String> scopes,
      @Nullable String parent,
      String createdAt,
      String lastUsedAt,
      String expiresAt) {
    static View of(Session session) {
      String parent = session.parent();
      return new View(
          session.fingerprint(),
          Long.toString(session.bot().id()),
          OperatedBots.tenant(session.bot()),
          session.name(),
          session.grant().scopes().stream().map(Scope::label).sorted().toList(),
          parent == null ? null : Session.fingerprint(parent),
          Timestamp.of(session.createdAt()),
          Timestamp.of(session.lastUsedAt()),
          Timestamp.of(session.expiresAt()));
    }
  }
}
