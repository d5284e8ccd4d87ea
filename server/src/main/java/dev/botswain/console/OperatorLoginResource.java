package dev.botswain.console;

import dev.botswain.error.RequestRefusedException;
import dev.botswain.http.Answer;
import dev.botswain.http.Call;
import dev.botswain.http.ConsoleCookies;
import dev.botswain.http.HeaderNames;
import dev.botswain.http.Operation;
import dev.botswain.http.Resource;
import dev.botswain.operator.OperatorLogins;
import dev.botswain.time.Timestamp;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/// The browser's login as the operator.
final class OperatorLoginResource implements Resource {
  private final OperatorLogins logins;

  OperatorLoginResource(OperatorLogins logins) {
    this.logins = logins;
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of("loginOperator", this::login, "logoutOperator", this::logout);
  }

  private Answer login(Call call) throws TimeoutException {
    ConsoleCookies cookies = call.cookies();
    cookies.requireOwnPage();
    var login = logins.login(call, call.body().getString("key").strip());
    return ConsoleResource.own(
        cookies.put(
            Answer.json(Map.of("expiresAt", Timestamp.of(login.until()))),
            ConsoleCookies.OPERATOR,
            login.token().value()));
  }

  private Answer logout(Call call) throws TimeoutException {
    ConsoleCookies cookies = call.cookies();
    if (!cookies.named().equals(ConsoleCookies.OPERATOR)) {
      throw RequestRefusedException.field(HeaderNames.CONSOLE, "must be operator");
    }
    String token = cookies.secret(ConsoleCookies.OPERATOR);
    if (token != null) {
      logins.logout(call, token);
    }
    return ConsoleResource.own(
        cookies.drop(
            Answer.json(Map.of("message", "Logged out successfully")), ConsoleCookies.OPERATOR));
  }
}
