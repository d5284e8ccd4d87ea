package dev.botswain.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.botswain.bot.Bot;
import dev.botswain.bot.BotCondition;
import dev.botswain.guild.Guild;
import dev.botswain.http.Answer;
import dev.botswain.http.Call;
import dev.botswain.http.Operation;
import dev.botswain.http.Resource;
import dev.botswain.session.Scope;
import dev.botswain.session.Session;
import dev.botswain.session.Sessions;
import dev.botswain.time.Timestamp;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Login, logout, and the session itself.
final class SessionsResource implements Resource {
  private final Logins logins;

  SessionsResource(Logins logins) {
    this.logins = logins;
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
    Sessions.Login login =
        logins.login(
            call, body.getString("token"), body.getString("invitation"), body.getString("guildId"));
    return Answer.json(new LoggedIn(login.id().text(), Logins.view(login.session())));
  }

  private Answer logout(Call call) {
    logins.logout(call, Callers.session(call));
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
            Logins.missingIntents(bot),
            shards));
  }

  private record LoggedIn(String sessionId, @JsonUnwrapped Object rest) {}

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
