package dev.botswain.forward;

import dev.botswain.http.ConsoleCookies;
import dev.botswain.http.SessionHeader;
import dev.botswain.http.Sought;
import dev.botswain.http.Tickets;
import dev.botswain.tenant.TokenId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which bot a request is for, as it says. Anyone can claim to have any bot's session, so the owner
/// decides whether that is true.
final class Whose {
  private static final String BOT = "botId";
  private static final String IMAGE = "getImage";
  private static final Set<String> LOGINS = Set.of("login", "loginInConsole");
  private static final String OPERATOR = "operator";

  private Whose() {}

  /// Empty if it is for no bot, or says so only in its body.
  static OptionalLong of(Sought sought) {
    var operation = sought.operation();
    if (sought.body() != null) {
      return operation != null && LOGINS.contains(operation.id())
          ? ofLogin(sought.body())
          : OptionalLong.empty();
    }
    if (operation != null && operation.open()) {
      return ofPage(sought, operation.id());
    }
    if (operation != null && OPERATOR.equals(operation.scheme())) {
      return id(sought.path().get(BOT));
    }
    String holder = sought.holder();
    if (holder != null) {
      return id(holder);
    }
    String ticket = sought.ticket();
    if (ticket != null) {
      return id(Tickets.holder(ticket));
    }
    String secret = sought.secret();
    return secret == null ? OptionalLong.empty() : TokenId.of(secret);
  }

  /// What everybody may ask is for a bot if a page of ours says so.
  private static OptionalLong ofPage(Sought sought, String operation) {
    if (operation.equals(IMAGE)) {
      return id(sought.someHolder());
    }
    return sought.path().containsKey(BOT) ? id(sought.holder()) : OptionalLong.empty();
  }

  private static OptionalLong ofLogin(Buffer body) {
    try {
      return new JsonObject(body).getValue("token") instanceof String token
          ? TokenId.of(SessionHeader.bare(token))
          : OptionalLong.empty();
    } catch (DecodeException | ClassCastException notAnObject) {
      return OptionalLong.empty(); // It is refused here.
    }
  }

  private static OptionalLong id(@Nullable String digits) {
    if (digits == null || digits.equals(ConsoleCookies.OPERATOR)) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseUnsignedLong(digits));
    } catch (NumberFormatException notAnId) {
      return OptionalLong.empty();
    }
  }
}
