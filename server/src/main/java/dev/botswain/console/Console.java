package dev.botswain.console;

import dev.botswain.api.CdnResource;
import dev.botswain.api.Logins;
import dev.botswain.config.Config;
import dev.botswain.http.Answer;
import dev.botswain.http.HttpFront;
import dev.botswain.http.NodeRoute;
import dev.botswain.http.Port;
import dev.botswain.http.Served;
import dev.botswain.operator.OperatorLogins;
import dev.botswain.secret.Secret;
import dev.botswain.session.Sessions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/// The console: the front type of this package.
public final class Console {
  private static final int LONGEST_QUESTION = 1_024;

  private Console() {}

  /// Whether this build has the files that a browser needs.
  public static boolean isBuilt() {
    return !ConsoleBuild.ofClassPath().isEmpty();
  }

  /// What it uses.
  ///
  /// @param demoToken the token that everybody may log in with; empty outside of the demo
  /// @param version of this program
  /// @param others what other nodes know
  public record Parts(
      Config config,
      Logins logins,
      OperatorLogins operator,
      Optional<Secret> demoToken,
      String version,
      OtherLogins others) {}

  /// Adds its operations to what others are served.
  public static Served addedTo(Served served, Vertx vertx, Parts parts) {
    var logins = new ConsoleResource(parts);
    var cdn = parts.config().discord().cdnUrl();
    return served.and(
        CdnResource.all(
            cdn,
            logins,
            new ImageResource(vertx, logins::anySession, cdn, parts.version()),
            new OperatorLoginResource(parts.operator())));
  }

  /// Answers other nodes that ask about logins as bots of this one: 404 if there is none, and 421
  /// if the bot is not up here.
  public static NodeRoute route(Sessions sessions, OtherLogins others) {
    return passage ->
        passage.body(
            LONGEST_QUESTION, body -> passage.send(answer(new JsonObject(body), sessions, others)));
  }

  private static Answer answer(JsonObject question, Sessions sessions, OtherLogins others) {
    String bot = question.getString("botId");
    String session = question.getString("session");
    if (others.isAway(Long.parseUnsignedLong(bot))) {
      return Answer.empty(421);
    }
    return LoginList.session(session, bot, sessions)
        .map(LoginView::of)
        .<Answer>map(Answer::json)
        .orElseGet(() -> Answer.empty(404));
  }

  /// Adds its files. If the operator has a port of its own, the operator's pages are there alone.
  public static HttpFront mountedOn(HttpFront http, Vertx vertx, boolean hasOperatorPort) {
    var build = ConsoleBuild.ofClassPath();
    return http.mount(new ConsoleFiles(vertx, build, hasOperatorPort ? Port.CALLERS : Port.BOTH))
        .mountForOperator(new ConsoleFiles(vertx, build, Port.OPERATOR));
  }
}
