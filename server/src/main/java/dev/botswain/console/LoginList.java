package dev.botswain.console;

import dev.botswain.console.OtherLogins.Found;
import dev.botswain.http.Call;
import dev.botswain.http.ConsoleCookies;
import dev.botswain.session.Session;
import dev.botswain.session.SessionLookup;
import dev.botswain.session.Sessions;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/// A browser's logins as bots, wherever these live.
///
/// @param live what is shown of them
/// @param over bots whose sessions have ended
record LoginList(List<LoginView> live, List<String> over) {

  private LoginList() {
    this(new ArrayList<>(), new ArrayList<>());
  }

  /// Whether it cannot be made from memory.
  static boolean mustWait(ConsoleCookies cookies, OtherLogins others) {
    return cookies.bots().stream().anyMatch(bot -> isAway(bot, others));
  }

  private static boolean isAway(String bot, OtherLogins others) {
    try {
      return others.isAway(Long.parseUnsignedLong(bot));
    } catch (NumberFormatException tooLong) {
      return false;
    }
  }

  /// From memory: those of this node.
  static LoginList here(ConsoleCookies cookies, Sessions sessions) {
    var list = new LoginList();
    cookies.bots().forEach(bot -> list.addHere(cookies, bot, sessions));
    return list;
  }

  /// All. Waits for other nodes; a login whose node cannot be asked is in neither list, so it is
  /// kept.
  static LoginList all(Call call, Sessions sessions, OtherLogins others) throws TimeoutException {
    ConsoleCookies cookies = call.cookies();
    var list = new LoginList();
    Map<String, Future<Found>> asked = new LinkedHashMap<>();
    for (String bot : cookies.bots()) {
      String secret = cookies.secret(bot);
      if (secret != null && isAway(bot, others)) {
        asked.put(bot, others.find(Long.parseUnsignedLong(bot), secret));
      } else {
        list.addHere(cookies, bot, sessions);
      }
    }
    call.await(Future.join(List.copyOf(asked.values())).transform(_ -> Future.succeededFuture()));
    asked.forEach((bot, answer) -> {
      if (answer.succeeded()) {
        switch (answer.result()) {
          case Found.Here() -> list.addHere(cookies, bot, sessions);
          case Found.There(var view) -> list.live().add(LoginView.of(view));
          case Found.Over() -> list.over().add(bot);
        }
      }
    });
    return list;
  }

  private void addHere(ConsoleCookies cookies, String bot, Sessions sessions) {
    session(cookies, bot, sessions)
        .map(LoginView::of)
        .ifPresentOrElse(live::add, () -> over.add(bot));
  }

  /// The live session that the browser has as a bot of this node.
  static Optional<Session> session(ConsoleCookies cookies, String bot, Sessions sessions) {
    String secret = cookies.secret(bot);
    return secret == null ? Optional.empty() : session(secret, bot, sessions);
  }

  static Optional<Session> session(String secret, String bot, Sessions sessions) {
    return sessions.find(secret) instanceof SessionLookup.Found(var session)
            && Long.toString(session.bot().id()).equals(bot)
        ? Optional.of(session)
        : Optional.empty();
  }
}
