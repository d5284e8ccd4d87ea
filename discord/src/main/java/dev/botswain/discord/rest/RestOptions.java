package dev.botswain.discord.rest;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/// What [DiscordRest] is told once, for all bots.
///
/// @param apiUrl the versioned base of the API, `https://discord.com/api/v10` or any other server
///   that speaks it
/// @param userAgent what Discord demands of every client: `DiscordBot (url, version)`
/// @param globalPerSecond requests a bot may make in a second over all routes; 0 for no limit
/// @param maxInvalid answers of 401, 403 and 429 within ten minutes after which Discord bans the
///   address of this server; 0 to not count them
/// @param patience how long a request that does not say otherwise may wait for its turn
/// @param attemptTimeout how long Discord may take for one answer, connecting not counted
/// @param maxAnswerBytes the longest body that is accepted, after decompression
/// @param limits what all bots share
public record RestOptions(
    URI apiUrl,
    String userAgent,
    int globalPerSecond,
    int maxInvalid,
    Duration patience,
    Duration attemptTimeout,
    int maxAnswerBytes,
    RestLimits limits) {

  /// @throws IllegalArgumentException if a value is not valid
  public RestOptions {
    var scheme = apiUrl.getScheme();
    require(
        scheme != null && Set.of("http", "https").contains(scheme.toLowerCase(Locale.ROOT)),
        "apiUrl must begin with http:// or https://");
    require(apiUrl.getHost() != null, "apiUrl must name a host");
    require(
        apiUrl.getRawQuery() == null
            && apiUrl.getRawFragment() == null
            && apiUrl.getRawUserInfo() == null,
        "apiUrl must be an address and a path, nothing more");
    require(userAgent.startsWith("DiscordBot ("), "userAgent must be of the form DiscordBot (…)");
    require(globalPerSecond >= 0, "globalPerSecond must not be negative");
    require(maxInvalid == 0 || maxInvalid >= 20, "maxInvalid must be 0 or at least 20");
    require(patience.isPositive(), "patience must be positive");
    require(attemptTimeout.isPositive(), "attemptTimeout must be positive");
    require(maxAnswerBytes > 0, "maxAnswerBytes must be positive");
  }

  /// What suits Discord: 50 requests a second and bot, 10,000 invalid ones, 30 s of patience.
  ///
  /// @param userAgent of the form `DiscordBot (url, version)`
  public static RestOptions of(URI apiUrl, String userAgent) {
    return new RestOptions(
        apiUrl,
        userAgent,
        50,
        10_000,
        Duration.ofSeconds(30),
        Duration.ofSeconds(20),
        32 << 20,
        RestLimits.DEFAULT);
  }

  /// The same with another global limit, another patience and other limits.
  public RestOptions with(int globalPerSecond, Duration patience, RestLimits limits) {
    return new RestOptions(
        apiUrl,
        userAgent,
        globalPerSecond,
        maxInvalid,
        patience,
        attemptTimeout,
        maxAnswerBytes,
        limits);
  }

  private static void require(boolean condition, String problem) {
    if (!condition) {
      throw new IllegalArgumentException(problem);
    }
  }
}
