package dev.botswain.api;

import dev.botswain.action.ActionFailures;
import dev.botswain.action.GrantCheck;
import dev.botswain.audit.Audit;
import dev.botswain.audit.Target;
import dev.botswain.error.ApiError;
import dev.botswain.error.RequestRefusedException;
import dev.botswain.http.Admission;
import dev.botswain.http.Call;
import dev.botswain.http.Caller;
import dev.botswain.http.ConsoleCookies;
import dev.botswain.http.Contract;
import dev.botswain.session.SessionLookup;
import dev.botswain.session.Sessions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Admits sessions, and checks their grants.
final class SessionAdmission implements Admission {
  private final Sessions sessions;
  private final Audit audit;

  SessionAdmission(Sessions sessions, Audit audit) {
    this.sessions = sessions;
    this.audit = audit;
  }

  @Override
  public Caller find(@Nullable String id) {
    if (id == null) {
      throw ApiError.MISSING_SESSION.refusal();
    }
    return switch (sessions.find(id)) {
      case SessionLookup.Found(var session) -> new ApiCaller.OfSession(session, sessions);
      case SessionLookup.Unknown() -> throw ApiError.UNKNOWN_SESSION.refusal();
      case SessionLookup.Moving() -> throw ActionFailures.starting();
      case SessionLookup.TokenRejected() ->
          throw ApiError.TOKEN_REJECTED.because(
              "the session has ended: Discord no longer accepts the bot's token");
    };
  }

  @Override
  public Caller findOfPage(String holder, @Nullable String id) {
    if (holder.equals(ConsoleCookies.OPERATOR)) {
      throw ApiError.MISSING_SESSION.because("name a bot here, not the operator");
    }
    if (id == null || !(find(id) instanceof ApiCaller.OfSession caller)) {
      throw ApiError.UNKNOWN_SESSION.because("this browser is not logged in as this bot; log in");
    }
    if (!Long.toString(caller.session().bot().id()).equals(holder)) {
      throw ApiError.UNKNOWN_SESSION.because("the session is another bot's; log in again");
    }
    return caller;
  }

  @Override
  public void check(Caller caller, Contract.Described operation, Map<String, Object> parameters) {
    if (caller instanceof ApiCaller.OfSession(var session, _)) {
      boolean namesGuild =
          operation.parameters().stream().anyMatch(rule -> rule.name().equals("guildId"));
      GrantCheck.check(
          session,
          new GrantCheck.Asked(operation.scope(), operation.anywhere(), namesGuild),
          parameters);
    }
  }

  /// Refused writes are recorded.
  @Override
  public void refused(Call call, Contract.Described operation, RequestRefusedException refusal) {
    if (operation.method() != HttpMethod.GET) {
      audit
          .by(Callers.actor(call))
          .refused(
              operation.id(),
              Callers.bot(call).id(),
              Target.of(call.parameters()),
              refusal.error().code());
    }
  }

  @Override
  public void check(Caller caller, JsonObject body) {
    if (caller instanceof ApiCaller.OfSession(var session, _)) {
      GrantCheck.check(session, body);
    }
  }
}
