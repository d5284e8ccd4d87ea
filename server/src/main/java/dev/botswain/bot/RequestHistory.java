package dev.botswain.bot;

import dev.botswain.discord.rest.ApiPath;
import dev.botswain.discord.rest.InvalidRequestGuardException;
import dev.botswain.discord.rest.QueueFullException;
import dev.botswain.discord.rest.RateLimitedException;
import dev.botswain.discord.rest.RestBody;
import dev.botswain.discord.rest.RestRequest;
import dev.botswain.discord.rest.Route;
import dev.botswain.time.Ticker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a bot has asked of Discord lately, and what was refused: routes and places, but nothing of
/// the content. It keeps the last 64 refusals that differ in route, place or reason, the last 64
/// routes with their places, and 64 routes without; so a bot that asks nothing costs nothing.
/// Thread-safe.
public final class RequestHistory {
  private static final int MOST = 64;
  private static final long DAY = Duration.ofDays(1).toNanos();
  private static final byte[] EMBEDS = "\"embeds\":[{".getBytes(StandardCharsets.US_ASCII);
  private static final int LONGEST_SEARCHED = 16 << 10;

  /// A part of [#routes()] that stands for messages with files.
  public static final String FILES = "files";

  /// The same for messages with embeds.
  public static final String EMBEDDED = "embeds";

  private final Ticker ticker;
  private final Map<Place, Long> uses = new Recent<>();
  private final Map<Cause, Tally> refusals = new Recent<>();
  private final Set<String> routes = new LinkedHashSet<>();

  RequestHistory(Ticker ticker) {
    this.ticker = ticker;
  }

  /// A route and where it was used.
  ///
  /// @param route the method and the path without ids: `GET /channels/{id}`
  /// @param where the path's ids of channels and guilds: `/channels/1`; empty for none
  public record Place(String route, String where) {}

  /// What was refused, and why.
  ///
  /// @param reason `403 50013` with Discord's status and error code, or a word of ours
  /// @param roleId in the path; null if there is none
  public record Cause(Place place, String reason, @Nullable String roleId) {}

  /// A refusal.
  ///
  /// @param times in the last hour; at most [Tally#MOST] are counted
  /// @param age the time since the last one
  public record Refusal(Cause cause, int times, Duration age) {}

  private static final class Recent<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1;

    Recent() {
      super(0, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > MOST;
    }
  }

  /// The moments of the last refusals for one cause, by the ticker.
  private static final class Tally {
    static final int MOST = 16;

    private final long[] moments = new long[MOST];
    private int count;

    void add(long now) {
      moments[count++ % MOST] = now;
    }

    long last() {
      return moments[(count - 1) % MOST];
    }

    int within(long nanos, long now) {
      int within = 0;
      for (int i = 0; i < Math.min(count, MOST); i++) {
        if (now - moments[i] < nanos) {
          within++;
        }
      }
      return within;
    }
  }

  /// Discord has answered.
  void answered(RestRequest request, Route route, int status, int code) {
    if (isAboutItself(route)) {
      return;
    }
    if (status < 400) {
      used(request, route);
    } else {
      refused(request, route, code == 0 ? Integer.toString(status) : status + " " + code);
    }
  }

  /// A request was given up.
  void failed(RestRequest request, Route route, Throwable why) {
    String reason =
        switch (why) {
          case RateLimitedException _ -> "rate_limited";
          case QueueFullException _ -> "queue_full";
          case InvalidRequestGuardException _ -> "protecting_address";
          default -> null;
        };
    if (reason != null && !isAboutItself(route)) {
      refused(request, route, reason);
    }
  }

  /// What Botswain itself asks about a bot says nothing about those who use it.
  private static boolean isAboutItself(Route route) {
    return switch (route.template()) {
      case "GET /users/@me",
          "GET /applications/@me",
          "GET /gateway/bot",
          "GET /applications/{id}/commands",
          "GET /applications/{id}/guilds/{id}/commands" ->
          true;
      default -> false;
    };
  }

  private static Place place(Route route) {
    return new Place(route.template(), route.ownToken() ? "" : route.major());
  }

  private synchronized void used(RestRequest request, Route route) {
    uses.put(place(route), ticker.nanos());
    use(route.template());
    if (request.method().name().equals("POST") && route.template().endsWith("/messages")) {
      switch (request.body()) {
        case RestBody.Whole(var bytes) -> {
          if (!routes.contains(EMBEDDED) && bytes.length() <= LONGEST_SEARCHED) {
            byte[] json = bytes.getBytes();
            if (contains(json, EMBEDS)) {
              use(EMBEDDED);
            }
          }
        }
        case RestBody.Stored _, RestBody.Streamed _ -> use(FILES);
        case null -> {}
      }
    }
  }

  private static boolean contains(byte[] in, byte[] part) {
    for (int i = 0; i <= in.length - part.length; i++) {
      int at = 0;
      while (at < part.length && in[i + at] == part[at]) {
        at++;
      }
      if (at == part.length) {
        return true;
      }
    }
    return false;
  }

  private void use(String route) {
    if (routes.size() < MOST) {
      routes.add(route);
    }
  }

  private void refused(RestRequest request, Route route, String reason) {
    String role = route.ownToken() ? null : ApiPath.of(request.path()).id("roles");
    synchronized (this) {
      refusals
          .computeIfAbsent(new Cause(place(route), reason, role), _ -> new Tally())
          .add(ticker.nanos());
    }
  }

  /// The routes that succeeded since the bot was connected, with [#FILES] and [#EMBEDDED].
  public synchronized Set<String> routes() {
    return Set.copyOf(routes);
  }

  /// Where routes succeeded in the last day.
  public synchronized List<Place> uses() {
    long now = ticker.nanos();
    return recent(uses, use -> now - use.getValue() < DAY ? use.getKey() : null);
  }

  /// The refusals of the last day.
  public synchronized List<Refusal> refusals() {
    long now = ticker.nanos();
    return recent(
        refusals,
        one -> {
          long age = now - one.getValue().last();
          int times = one.getValue().within(Duration.ofHours(1).toNanos(), now);
          return age < DAY ? new Refusal(one.getKey(), times, Duration.ofNanos(age)) : null;
        });
  }

  private static <K, V, T> List<T> recent(
      Map<K, V> of, Function<Map.Entry<K, V>, @Nullable T> read) {
    var all = new ArrayList<T>();
    for (Map.Entry<K, V> entry : of.entrySet()) {
      T one = read.apply(entry);
      if (one != null) {
        all.add(one);
      }
    }
    return all;
  }
}
