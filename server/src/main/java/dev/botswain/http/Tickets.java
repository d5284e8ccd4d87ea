package dev.botswain.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Policy.VarExpiration;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.botswain.error.ApiError;
import dev.botswain.limit.Limit;
import dev.botswain.share.Shares;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Tickets that stand for a session in the address of an event stream. A session id must not be
/// there, because addresses are logged and remembered.
///
/// A ticket opens one stream, shortly after it was issued. A browser's `EventSource` repeats the
/// address of a stream that was lost, so the ticket opens that stream again: with the same address,
/// up to a number of times, until some hours after its issue, and only while the stream is open or
/// was recently. It remains one stream: opening it again ends the previous one.
public final class Tickets {
  /// The time within which a ticket must first be used.
  public static final Duration VALID = Duration.ofSeconds(30);

  /// The time after its issue within which a stream can be opened again.
  static final Duration LONGEST = Duration.ofHours(12);

  /// The time after its end within which a stream must be opened again.
  static final Duration PAUSE = Duration.ofMinutes(2);

  /// How often a stream can be opened again.
  static final int MOST_AGAIN = 100;

  /// The name of the parameter with a ticket.
  static final String PARAMETER = "ticket";

  /// Ends the part of a ticket that says whose it is.
  private static final char END = '-';

  private static final int BYTES = 24;

  private final Ticker ticker;
  private final Shares<String> issued = Limit.TICKETS.shares();
  private final SecureRandom random = new SecureRandom();
  private final Cache<String, Ticket> tickets;
  private final VarExpiration<String, Ticket> expiry;

  /// The state of a ticket. Guarded by itself.
  private static final class Ticket {
    final Caller caller;
    final long issued;
    @Nullable String address;
    @Nullable Exchange stream;
    int opened;

    Ticket(Caller caller, long issued) {
      this.caller = caller;
      this.issued = issued;
    }
  }

  /// @param ticker measures the time
  public Tickets(Ticker ticker) {
    this.ticker = ticker;
    tickets =
        Caffeine.newBuilder()
            .ticker(ticker)
            .expireAfter(Expiry.<String, Ticket>creating((_, _) -> VALID))
            .executor(Runnable::run)
            .removalListener((@Nullable String _, @Nullable Ticket gone, RemovalCause _) ->
                issued.give(Objects.requireNonNull(gone).caller.tenant()))
            .build();
    expiry = tickets.policy().expireVariably().orElseThrow();
  }

  /// A new ticket for a caller.
  ///
  /// @param holder whose it is, for [#holder]: letters and digits
  /// @throws RequestRefusedException if there are too many
  public String issue(Caller caller, String holder) {
    if (issued.take(caller.tenant()) != null) {
      tickets.cleanUp();
      if (issued.take(caller.tenant()) != null) {
        throw ApiError.BUSY.because("too many tickets are open").retryAfter(VALID);
      }
    }
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String name = holder + END + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    tickets.put(name, new Ticket(caller, ticker.read()));
    return name;
  }

  /// Whose a ticket is, as it says; null if it does not.
  public static @Nullable String holder(String ticket) {
    int end = ticket.indexOf(END);
    return end < 0 ? null : ticket.substring(0, end);
  }

  /// The owner of the ticket that opens a stream.
  ///
  /// @throws RequestRefusedException if it is unknown, expired, or for another stream
  Caller redeem(String name, Exchange exchange) {
    Ticket ticket = tickets.getIfPresent(name);
    if (ticket == null) {
      throw ApiError.UNKNOWN_TICKET.refusal();
    }
    String address = exchange.request().uri();
    Exchange before;
    synchronized (ticket) {
      boolean own = ticket.address == null || ticket.address.equals(address);
      if (!own || ticket.opened > MOST_AGAIN || !ticket.caller.isLive()) {
        throw ApiError.UNKNOWN_TICKET.refusal();
      }
      before = ticket.stream;
      ticket.address = address;
      ticket.stream = exchange;
      ticket.opened++;
      expiry.setExpiresAfter(name, remaining(ticket));
    }
    exchange.onDone(() -> ended(name, ticket, exchange));
    if (before != null) {
      before.carrier().cut();
    }
    return ticket.caller;
  }

  private void ended(String name, Ticket ticket, Exchange exchange) {
    synchronized (ticket) {
      if (ticket.stream == exchange) {
        ticket.stream = null;
        Duration remaining = remaining(ticket);
        expiry.setExpiresAfter(name, remaining.compareTo(PAUSE) < 0 ? remaining : PAUSE);
      }
    }
  }

  private Duration remaining(Ticket ticket) {
    Duration remaining = LONGEST.minusNanos(ticker.read() - ticket.issued);
    return remaining.isNegative() ? Duration.ZERO : remaining;
  }
}
