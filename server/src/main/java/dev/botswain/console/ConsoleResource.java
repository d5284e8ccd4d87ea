package dev.botswain.console;

import dev.botswain.api.Logins;
import dev.botswain.error.ApiError;
import dev.botswain.error.RequestRefusedException;
import dev.botswain.http.Answer;
import dev.botswain.http.Call;
import dev.botswain.http.ConsoleCookies;
import dev.botswain.http.Operation;
import dev.botswain.http.Port;
import dev.botswain.http.Resource;
import dev.botswain.secret.Secret;
import dev.botswain.session.Session;
import dev.botswain.session.Sessions;
import dev.botswain.tenant.LoginPolicy;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The browser's logins as bots: which there are, and new ones.
final class ConsoleResource implements Resource {
  /// More cookies would not fit into the head of a request.
  static final int MOST_BOTS = 50;

  private final Console.Parts parts;
  private final Logins logins;

  ConsoleResource(Console.Parts parts) {
    this.parts = parts;
    this.logins = parts.logins();
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of(
        "getConsole",
        new Showing(),
        "loginInConsole",
        this::login,
        "logoutInConsole",
        this::logout);
  }

  private final class Showing implements Operation {
    @Override
    public @Nullable Answer ready(Call call) {
      ConsoleCookies cookies = call.cookies();
      cookies.requireOwnPage();
      return LoginList.mustWait(cookies, parts.others())
          ? null
          : show(call, LoginList.here(cookies, logins.sessions()));
    }

    @Override
    public Answer answer(Call call) throws TimeoutException {
      return show(call, LoginList.all(call, logins.sessions(), parts.others()));
    }
  }

  /// Cookies whose sessions have ended are dropped.
  private Answer show(Call call, LoginList list) {
    ConsoleCookies cookies = call.cookies();
    List<LoginView> bots =
        list.live().stream()
            .sorted(Comparator.comparing(LoginView::name).thenComparing(LoginView::botId))
            .toList();
    boolean isOperatorHere = call.port() != Port.CALLERS;
    String operator = isOperatorHere ? cookies.secret(ConsoleCookies.OPERATOR) : null;
    Answer answer =
        Answer.json(
            new View(
                parts.version(),
                parts.demoToken().isPresent(),
                logins.policy().login().name().toLowerCase(Locale.ROOT),
                new OperatorView(
                    isOperatorHere, operator != null && parts.operator().isLive(operator)),
                call.port() == Port.OPERATOR ? List.of() : bots));
    for (String botId : list.over()) {
      answer = cookies.drop(answer, botId);
    }
    return own(answer);
  }

  /// The first live session that a browser has as any bot; null if there is none.
  @Nullable Session anySession(Call call) {
    ConsoleCookies cookies = call.cookies();
    return cookies.bots().stream()
        .flatMap(botId -> session(cookies, botId).stream())
        .findFirst()
        .orElse(null);
  }

  private Optional<Session> session(ConsoleCookies cookies, String botId) {
    return LoginList.session(cookies, botId, logins.sessions());
  }

  private Answer login(Call call) {
    ConsoleCookies cookies = call.cookies();
    cookies.requireOwnPage();
    JsonObject body = call.body();
    String token = token(body);
    requireRoom(cookies, Long.toUnsignedString(LoginPolicy.claimed(new Secret(token))));
    Sessions.Login login = logins.login(call, token, body.getString("invitation"), null);
    Session session = login.session();
    return own(
        cookies.put(
            Answer.json(Logins.view(session)),
            Long.toString(session.bot().id()),
            login.id().text()));
  }

  private String token(JsonObject body) {
    String token = body.getString("token");
    if (!body.getBoolean("demo", false)) {
      if (token == null) {
        throw RequestRefusedException.field("token", "must be there");
      }
      return token;
    }
    if (token != null) {
      throw RequestRefusedException.field("demo", "cannot be combined with token");
    }
    return parts
        .demoToken()
        .map(Secret::value)
        .orElseThrow(() ->
            RequestRefusedException.field("demo", "is only for a server that runs as a demo"));
  }

  private static void requireRoom(ConsoleCookies cookies, String botId) {
    if (cookies.bots().size() >= MOST_BOTS && !cookies.bots().contains(botId)) {
      throw ApiError.TOO_MANY_BOTS.because(
          "this browser is logged in as %s bots, which is the most; log out as one of them first"
              .formatted(MOST_BOTS));
    }
  }

  private Answer logout(Call call) {
    ConsoleCookies cookies = call.cookies();
    String botId = String.valueOf(call.text("botId"));
    if (!cookies.named().equals(botId)) {
      throw RequestRefusedException.field("botId", "must be the bot that Botswain-Console names");
    }
    session(cookies, botId).ifPresent(session -> logins.logout(call, session));
    return own(cookies.drop(Answer.json(Map.of("message", "Logged out successfully")), botId));
  }

  /// An answer for our own pages alone.
  static Answer own(Answer answer) {
    return answer.with("Cross-Origin-Resource-Policy", "same-origin");
  }

  private record View(
      String version, boolean demo, String login, OperatorView operator, List<LoginView> bots) {}

  /// @param here whether the operator's API is at this port
  private record OperatorView(boolean here, boolean loggedIn) {}
}
