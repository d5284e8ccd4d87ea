package dev.botswain.api;

import dev.botswain.action.ActionFailures;
import dev.botswain.action.CdnUrl;
import dev.botswain.audit.Actor;
import dev.botswain.audit.Audit;
import dev.botswain.audit.AuditRecorder;
import dev.botswain.audit.Target;
import dev.botswain.bot.Bot;
import dev.botswain.discord.protocol.Intent;
import dev.botswain.discord.protocol.Snowflake;
import dev.botswain.guild.Guild;
import dev.botswain.http.Call;
import dev.botswain.http.ClientAddress;
import dev.botswain.secret.Secret;
import dev.botswain.session.Session;
import dev.botswain.session.Sessions;
import dev.botswain.tenant.LoginPolicy;
import dev.botswain.time.Timestamp;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Logs bots in and out for callers, and records it: the one way for all interfaces.
public final class Logins {
  private final Sessions sessions;
  private final LoginPolicy policy;
  private final Audit audit;

  public Logins(Sessions sessions, LoginPolicy policy, Audit audit) {
    this.sessions = sessions;
    this.policy = policy;
    this.audit = audit;
  }

  /// All sessions.
  public Sessions sessions() {
    return sessions;
  }

  /// Who may log in.
  public LoginPolicy policy() {
    return policy;
  }

  /// Logs a bot in. Waits for Discord.
  ///
  /// @param token as the caller has it
  /// @param guildId as in [Sessions#login]
  /// @throws RuntimeException as [LoginPolicy#enter] and [Sessions#login] do
  public Sessions.Login login(
      Call call, String token, @Nullable String invitation, @Nullable String guildId) {
    Secret bare = bareToken(token);
    String network = ClientAddress.network(call.address());
    AuditRecorder by = audit.by(Actor.stranger(network, call.address(), call.requestId()));
    try (var attempt = policy.enter(bare, invitation, network)) {
      return sessions.login(bare, Snowflake.orNull(guildId), attempt, by);
    } catch (RuntimeException failure) {
      by.strangerRefused(
          "login",
          LoginPolicy.claimed(bare),
          network,
          ActionFailures.refusal(failure).error().code());
      throw failure;
    }
  }

  /// The token alone, for callers who copied the whole `Authorization` that Discord accepts.
  private static Secret bareToken(String token) {
    return new Secret(token.startsWith("Bot ") ? token.substring(4).strip() : token);
  }

  /// Ends a session as its caller wants. Waits for the store.
  public void logout(Call call, Session session) {
    sessions.logout(
        session,
        audit
            .by(session.actor(call.address(), call.requestId()))
            .done("logout", session.bot().id(), Target.NONE));
  }

  /// What a login is answered with, beside the session's id.
  public static Object view(Session session) {
    Guild guild = session.defaultGuild();
    return new LoggedIn(
        "Logged in successfully",
        BotView.of(session.bot().user()),
        GuildView.all(session),
        missingIntents(session.bot()),
        Timestamp.of(session.expiresAt()),
        guild == null ? null : guild.name(),
        guild == null ? null : guild.memberCount(),
        guild == null ? null : CdnUrl.icon(guild));
  }

  static List<String> missingIntents(Bot bot) {
    return bot.insight().missing().stream().map(Intent::name).sorted().toList();
  }

  private record LoggedIn(
      String message,
      BotView bot,
      List<GuildView> guilds,
      List<String> missingIntents,
      String expiresAt,
      @Nullable String serverName,
      @Nullable Integer memberCount,
      @Nullable String iconURL) {}
}
