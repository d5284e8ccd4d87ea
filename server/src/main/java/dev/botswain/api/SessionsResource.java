package dev.botswain.api;

import dev.botswain.action.ActionFailures;
import dev.botswain.action.CdnUrl;
import dev.botswain.audit.Actor;
import dev.botswain.audit.Audit;
import dev.botswain.audit.AuditRecorder;
import dev.botswain.audit.Target;
import dev.botswain.bot.Bot;
import dev.botswain.bot.BotCondition;
import dev.botswain.discord.protocol.Intent;
import dev.botswain.discord.protocol.Snowflake;
import dev.botswain.guild.Guild;
import dev.botswain.http.Answer;
import dev.botswain.http.Call;
import dev.botswain.http.ClientAddress;
import dev.botswain.http.Operation;
import dev.botswain.http.Resource;
import dev.botswain.secret.Secret;
import dev.botswain.session.Scope;
import dev.botswain.session.Session;
import dev.botswain.session.Sessions;
import dev.botswain.tenant.LoginPolicy;
import dev.botswain.time.Timestamp;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Login, logout, and the session itself.
final class SessionsResource implements Resource {
  private final Sessions sessions;
  private final LoginPolicy policy;
  private final Audit audit;

  SessionsResource(Sessions sessions, LoginPolicy policy, Audit audit) {
    this.sessions = sessions;
    this.policy = policy;
    this.audit = audit;
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of(
        "login",
        this::login,
        "logout",
        this::logout,
        "getSession",
        Operation.fromMemory(SessionsResource::session),
        "getBot",
        Operation.fromMemory(call -> Answer.json(BotView.of(Callers.bot(call).user()))));
  }

  private Answer login(Call call) {
    JsonObject body = call.body();
    String guildId = body.getString("guildId");
    Secret token = bareToken(body.getString("token"));
    String network = ClientAddress.network(call.address());
    AuditRecorder by = audit.by(Actor.stranger(network, call.address(), call.requestId()));
    try (var attempt = policy.enter(token, body.getString("invitation"), network)) {
      return answer(sessions.login(token, Snowflake.orNull(guildId), attempt, by));
    } catch (RuntimeException failure) {
      by.strangerRefused(
          "login",
          LoginPolicy.claimed(token),
          network,
          ActionFailures.refusal(failure).error().code());
      throw failure;
    }
  }

  private static Answer answer(Sessions.Login login) {
    Session session = login.session();
    Guild guild = session.defaultGuild();
    return Answer.json(
        new LoggedIn(
            login.id().text(),
            "Logged in successfully",
            BotView.of(session.bot().user()),
            GuildView.all(session),
            missingIntents(session.bot()),
            Timestamp.of(session.expiresAt()),
            guild == null ? null : guild.name(),
            guild == null ? null : guild.memberCount(),
            guild == null ? null : CdnUrl.icon(guild)));
  }

  /// The token alone, for callers who copied the whole `Authorization` that Discord accepts.
  private static Secret bareToken(String token) {
    return new Secret(token.startsWith("Bot ") ? token.substring(4).strip() : token);
  }

  private Answer logout(Call call) {
    sessions.logout(
        Callers.session(call),
        audit.by(Callers.actor(call)).done("logout", Callers.bot(call).id(), Target.NONE));
    return Answer.json(Map.of("message", "Logged out successfully"));
  }

  private static Answer session(Call call) {
    Session session = Callers.session(call);
    Bot bot = session.bot();
    Guild guild = session.defaultGuild();
    List<ShardView> shards = bot.shards().stream().map(ShardView::of).toList();
    return Answer.json(
        new SessionView(
            BotView.of(bot.user()),
            guild == null ? null : Long.toString(guild.id()),
            Timestamp.of(session.createdAt()),
            Timestamp.of(session.expiresAt()),
            session.name(),
            session.grant().scopes().stream().map(Scope::label).sorted().toList(),
            BotCondition.of(bot),
            shards.stream()
                .map(ShardView::latencyMs)
                .filter(ms -> ms != null)
                .max(Double::compare)
                .orElse(null),
            missingIntents(bot),
            shards));
  }

  private static List<String> missingIntents(Bot bot) {
    return bot.insight().missing().stream().map(Intent::name).sorted().toList();
  }

  private record LoggedIn(
      String sessionId,
      String message,
      BotView bot,
      List<GuildView> guilds,
      List<String> missingIntents,
      String expiresAt,
      @Nullable String serverName,
      @Nullable Integer memberCount,
      @Nullable String iconURL) {}

  private record SessionView(
      BotView bot,
      @Nullable String defaultGuildId,
      String createdAt,
      String expiresAt,
      @Nullable String name,
      List<String> scopes,
      String status,
      @Nullable Double latencyMs,
      List<String> missingIntents,
      List<ShardView> shards) {}
}
