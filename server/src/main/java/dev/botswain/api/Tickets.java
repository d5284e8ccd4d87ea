package dev.botswain.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.botswain.api.Authentication.Caller;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;

/// Tickets that stand for a session once, for a moment: what a browser puts into the address of an
/// event stream, where a session id must not stand, since addresses are logged and remembered.
final class Tickets {
  static final Duration VALID = Duration.ofSeconds(30);

  private static final int BYTES = 24;
  private static final int MOST = 100_000;

  private final SecureRandom random = new SecureRandom();
  private final Cache<String, Caller> callers;

  /// @param ticker tells the time
  Tickets(Ticker ticker) {
    callers =
        Caffeine.newBuilder().ticker(ticker).expireAfterWrite(VALID).maximumSize(MOST).build();
  }

  /// A new ticket for a caller.
  String issue(Caller caller) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String ticket = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    callers.put(ticket, caller);
    return ticket;
  }

  /// Whose ticket it is. It is worth nothing afterwards.
  ///
  /// @throws RequestRefusedException if it is unknown, was used, or is too old
  Caller redeem(String ticket) {
    Caller caller = callers.asMap().remove(ticket);
    if (caller == null || !caller.isLive()) {
      throw ApiError.UNKNOWN_TICKET.refusal();
    }
    return caller;
  }
}
