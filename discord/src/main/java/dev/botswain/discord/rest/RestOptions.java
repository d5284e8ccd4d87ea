package dev.botswain.discord.rest;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/// The configuration of [DiscordRest], for all bots.
///
/// @param apiUrl the versioned base of the API, `https://discord.com/api/v10` or any compatible
///   server
/// @param userAgent the form that Discord demands of every client: `DiscordBot (url, version)`
/// @param pace what Discord allows
/// @param waits how long anything may take
/// @param maxAnswerBytes the longest body that is accepted, after decompression
/// @param limits what all bots share
public record RestOptions(
    URI apiUrl, String userAgent, Pace pace, Waits waits, int maxAnswerBytes, RestLimits limits) {

  /// What Discord allows.
  ///
  /// @param perSecond requests that a bot may send in a second over all routes; 0 for no limit
  /// @param invalid answers of 401, 403 and 429 within ten minutes after which Discord bans this
  ///   machine's address; 0 to not count them
  public record Pace(int perSecond, int invalid) {
    /// @throws IllegalArgumentException if a value is not valid
    public Pace {
      require(perSecond >= 0, "globalPerSecond must not be negative");
      require(invalid == 0 || invalid >= 20, "maxInvalid must be 0 or at least 20");
    }
  }

  /// How long anything may take.
  ///
  /// @param turn how long a request waits for its turn unless it says otherwise
  /// @param answer how long Discord may take for one answer, without connecting
  public record Waits(Duration turn, Duration answer) {
    /// @throws IllegalArgumentException if a value is not valid
    public Waits {
      require(turn.isPositive(), "patience must be positive");
      require(answer.isPositive(), "attemptTimeout must be positive");
    }
  }

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
    require(maxAnswerBytes > 0, "maxAnswerBytes must be positive");
  }

  /// The options for Discord: 50 requests a second and bot, 10,000 invalid ones, 30 s of patience.
  ///
  /// @param userAgent of the form `DiscordBot (url, version)`
  public static RestOptions of(URI apiUrl, String userAgent) {
    return new RestOptions(
        apiUrl,
        userAgent,
        new Pace(50, 10_000),
        new Waits(Duration.ofSeconds(30), Duration.ofSeconds(20)),
        32 << 20,
        RestLimits.DEFAULT);
  }

  /// The same with another global limit, another patience and other bounds.
  public RestOptions with(int globalPerSecond, Duration patience, RestLimits others) {
    return new RestOptions(
        apiUrl,
        userAgent,
        new Pace(globalPerSecond, pace.invalid()),
        new Waits(patience, waits.answer()),
        maxAnswerBytes,
        others);
  }

  private static void require(boolean condition, String problem) {
    if (!condition) {
      throw new IllegalArgumentException(problem);
    }
  }
}
