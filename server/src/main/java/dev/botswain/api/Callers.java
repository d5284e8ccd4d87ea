package dev.botswain.api;

import dev.botswain.action.GrantedGuild;
import dev.botswain.audit.Actor;
import dev.botswain.bot.Bot;
import dev.botswain.discord.protocol.Snowflake;
import dev.botswain.guild.Guild;
import dev.botswain.http.Call;
import dev.botswain.inspect.Face;
import dev.botswain.inspect.Input;
import dev.botswain.inspect.Origin;
import dev.botswain.session.Session;
import org.jspecify.annotations.Nullable;

/// The caller of a request, and the guild that it means.
final class Callers {
  private Callers() {}

  static Session session(Call call) {
    return switch (call.caller()) {
      case ApiCaller.OfSession(var session, _) -> session;
      default -> throw new IllegalStateException("the contract lets nobody else call this");
    };
  }

  static Bot bot(Call call) {
    return session(call).bot();
  }

  /// The caller, for the audit.
  static Actor actor(Call call) {
    return session(call).actor(call.address(), call.requestId());
  }

  /// The caller, for those who look into the calls to Discord that the request causes.
  static Origin origin(Call call, String operation) {
    Session session = session(call);
    return new Origin(
        Face.API,
        call.requestId(),
        session.fingerprint(),
        session.name(),
        operation,
        null,
        Input.of(call.parameters(), "", false, session.bot().rest()::veiled));
  }

  /// The guild that the call names, otherwise the session's default.
  ///
  /// @throws RequestRefusedException also if the session does not apply to the whole guild
  static Guild guild(Call call) {
    return GrantedGuild.of(session(call), call.text("guildId"));
  }

  /// The same, if the session may know of it: it applies to the guild or to something in it.
  static Guild knownGuild(Call call) {
    return GrantedGuild.known(session(call), call.text("guildId"));
  }

  /// A parameter that is a snowflake according to the contract, or null if it is absent.
  static @Nullable Long snowflake(Call call, String parameter) {
    return Snowflake.orNull(call.text(parameter));
  }
}
