package dev.botswain.api;

import dev.botswain.action.GrantedGuild;
import dev.botswain.bot.Bot;
import dev.botswain.bot.Guild;
import dev.botswain.discord.protocol.Snowflake;
import dev.botswain.http.Call;
import dev.botswain.session.Session;
import org.jspecify.annotations.Nullable;

/// Who is calling, and what they mean.
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

  /// A parameter that the contract says is a snowflake, or null where it is absent.
  static @Nullable Long snowflake(Call call, String parameter) {
    String text = call.text(parameter);
    return text == null ? null : (Long) Snowflake.of(text);
  }
}
