package dev.botswain.sim.rest;

import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The proxy in front of Discord, which is Cloudflare for the real one. It refuses clients without
/// a [User-Agent](https://discord.com/developers/docs/reference#user-agent), and, for a while,
/// every address that made too many [invalid
/// requests](https://discord.com/developers/docs/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans).
final class Edge {
  static final Duration WINDOW = Duration.ofMinutes(10);

  /// How long a ban lasts. Discord says "temporarily"; one hour has been observed.
  static final Duration BAN = Duration.ofHours(1);

  private static final int MAX_ADDRESSES = 10_000;

  private final Clock clock;
  private final int invalidRequests;
  private boolean bansAll;
  private final Map<String, Tally> tallies = new HashMap<>();

  private static final class Tally {
    long endsAt;
    int count;
    boolean banned;
  }

  /// @param invalidRequests how many an address may make in ten minutes
  Edge(Clock clock, int invalidRequests) {
    this.clock = clock;
    this.invalidRequests = invalidRequests;
  }

  /// The refusal of a request, or null if it may pass.
  @Nullable Answer refusal(String address, @Nullable String userAgent) {
    long endsAt = banEndsAt(address);
    if (endsAt > clock.millis()) {
      long seconds = Math.ceilDiv(endsAt - clock.millis(), 1_000);
      return new Answer(
          429,
          Map.of(
              "Content-Type", "text/plain; charset=UTF-8", "Retry-After", Long.toString(seconds)),
          Buffer.buffer("error code: 1015"));
    }
    if (userAgent == null || userAgent.isBlank()) {
      return ErrorCode.CLOUDFLARE.refusal().answer();
    }
    return null;
  }

  /// When the ban of an address ends, in milliseconds since 1970; past if there is none.
  private long banEndsAt(String address) {
    if (bansAll) {
      return clock.millis() + BAN.toMillis();
    }
    Tally tally = tallies.get(address);
    return tally != null && tally.banned ? tally.endsAt : 0;
  }

  /// Bans every address, or lifts that.
  void banAll(boolean banned) {
    bansAll = banned;
  }

  /// Counts an answer if its status counts: 401, 403 and 429, except 429 with the scope `shared`.
  void count(String address, int status, @Nullable String scope) {
    boolean invalid = status == 401 || status == 403 || (status == 429 && !"shared".equals(scope));
    if (!invalid) {
      return;
    }
    long now = clock.millis();
    Tally tally = tallies.get(address);
    if (tally == null || tally.endsAt <= now) {
      if (tally == null && tallies.size() >= MAX_ADDRESSES) {
        tallies.values().removeIf(old -> old.endsAt <= now);
      }
      tally = new Tally();
      tally.endsAt = now + WINDOW.toMillis();
      tallies.put(address, tally);
    }
    tally.count++;
    if (tally.count >= invalidRequests && !tally.banned) {
      tally.banned = true;
      tally.endsAt = now + BAN.toMillis();
    }
  }

  /// How many invalid requests an address has made in the last ten minutes.
  int invalidRequests(String address) {
    Tally tally = tallies.get(address);
    return tally == null || tally.endsAt <= clock.millis() ? 0 : tally.count;
  }

  /// The same of all addresses that have made some.
  Map<String, Integer> invalidRequests() {
    var counts = new TreeMap<String, Integer>();
    for (String address : tallies.keySet()) {
      int made = invalidRequests(address);
      if (made > 0) {
        counts.put(address, made);
      }
    }
    return counts;
  }

  /// Resets all counts, and lifts all bans.
  void forget() {
    tallies.clear();
  }
}
