package dev.botswain.api;

import dev.botswain.api.Authentication.Caller;
import dev.botswain.bot.Bot;
import dev.botswain.bot.Guild;
import dev.botswain.session.Session;
import dev.botswain.session.SessionLookup;
import dev.botswain.session.Sessions;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who is calling, and what they mean.
final class Callers {
  private Callers() {}

  /// Finds callers among the sessions.
  static Authentication authentication(Sessions sessions) {
    return id ->
        switch (sessions.find(id)) {
          case SessionLookup.Found(var session) -> new SessionCaller(session, sessions);
          case SessionLookup.Unknown() -> throw ApiError.UNKNOWN_SESSION.refusal();
          case SessionLookup.TokenRejected() ->
              throw ApiError.TOKEN_REJECTED.because(
                  "the session has ended: Discord no longer accepts the bot's token");
        };
  }

  static Session session(Call call) {
    return ((SessionCaller) call.caller()).session();
  }

  static Bot bot(Call call) {
    return session(call).bot();
  }

  /// The guild that the call names, else the session's default.
  ///
  /// @throws RequestRefusedException also if the session is not good for the whole of it
  static Guild guild(Call call) {
    return GrantedGuild.of(session(call), call.text("guildId"));
  }

  /// The same, if the session may know of it: it is good for the guild or for something in it.
  static Guild knownGuild(Call call) {
    return GrantedGuild.known(session(call), call.text("guildId"));
  }

  /// Holds a caller to what its session may do.
  static void check(
      @Nullable Caller caller, Contract.Described operation, Map<String, Object> parameters) {
    if (caller instanceof SessionCaller(var session, _)) {
      GrantCheck.check(session, operation, parameters);
    }
  }

  /// Holds a caller to where its session is good.
  static void check(@Nullable Caller caller, @Nullable JsonObject body) {
    if (caller instanceof SessionCaller(var session, _) && body != null) {
      GrantCheck.check(session, body);
    }
  }

  /// A parameter that the contract says is a snowflake, or null where it is absent.
  static @Nullable Long snowflake(Call call, String parameter) {
    String text = call.text(parameter);
    return text == null ? null : (Long) Snowflake.of(text);
  }
}
