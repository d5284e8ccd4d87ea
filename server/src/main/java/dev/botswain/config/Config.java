package dev.botswain.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Everything that can be set, with the meaning and bounds that [Settings] describes.
public record Config(
    Http http,
    Discord discord,
    Sessions sessions,
    Limits limits,
    Data data,
    Webhooks webhooks,
    Logs logs) {

  /// The face towards callers.
  ///
  /// @param host the address to listen on
  /// @param port the port to listen on; 0 takes any free one
  /// @param allowedOrigins origins that browsers may call from, as `https://example.org`; `*` alone
  ///   means all, and nothing that only our own pages may
  /// @param trustedProxies from these peers `X-Forwarded-For` is believed
  /// @param publicUrl how callers reach this server, without a path, if that is not what they ask
  /// @param maxBodyBytes the longest request body, after which the answer is 413
  /// @param maxHeaderBytes the longest request line, and the longest header section
  /// @param idleTimeout a connection on which nothing moved for this long is closed
  /// @param requestTimeout how long a caller may take to send one request
  /// @param shutdownGrace how long requests at work may take to finish when the server stops
  public record Http(
      String host,
      int port,
      List<String> allowedOrigins,
      List<Cidr> trustedProxies,
      Optional<URI> publicUrl,
      int maxBodyBytes,
      int maxHeaderBytes,
      Duration idleTimeout,
      Duration requestTimeout,
      Duration shutdownGrace) {}

  /// The face towards Discord.
  ///
  /// @param apiUrl the base of Discord's REST API, without a slash at its end
  /// @param compression how the gateway connection is compressed
  /// @param intents names of the intents to ask for at most, in Discord's spelling
  /// @param presences whether presences are kept in memory
  /// @param globalPerSecond requests per second and bot over all routes
  /// @param loginWait how long a login waits for the bot and its guilds before it answers with what
  ///   is there
  /// @param patience how long a request may wait in a rate-limit queue
  /// @param ownEventWait how long the answer to a relayed request waits at most until its event has
  ///   gone to the clients of the gateway relay
  /// @param tokens bots to bring up at start
  public record Discord(
      URI apiUrl,
      Compression compression,
      Set<String> intents,
      boolean presences,
      int globalPerSecond,
      Duration loginWait,
      Duration patience,
      Duration ownEventWait,
      List<Secret> tokens) {

    private Discord at(URI otherUrl) {
      return new Discord(
          otherUrl,
          compression,
          intents,
          presences,
          globalPerSecond,
          loginWait,
          patience,
          ownEventWait,
          tokens);
    }
  }

  /// Transport compression of the gateway.
  public enum Compression {
    ZLIB_STREAM,
    NONE
  }

  /// @param idleTimeout a session that was not used for this long ends
  /// @param max sessions at most; past that a login is answered with 503
  public record Sessions(Duration idleTimeout, int max) {}

  /// Limits on our own callers; 0 is off.
  ///
  /// @param sessionPerSecond requests per second and session
  /// @param loginPerMinute logins per minute and client address
  public record Limits(int sessionPerSecond, int loginPerMinute) {}

  /// What is kept, and for how long.
  ///
  /// @param folder absent to keep nothing over a restart
  /// @param key of what is encrypted; absent for the one in a file in the folder
  /// @param eventRetention how long the events of each bot stay
  /// @param maxBytes how much all events may take; the oldest go first
  public record Data(
      Optional<Path> folder, Optional<Secret> key, EventRetention eventRetention, long maxBytes) {

    private Data in(Path other) {
      return new Data(Optional.of(other), key, eventRetention, maxBytes);
    }

    /// The key as bytes, or null.
    public byte @Nullable [] keyBytes() {
      return key.map(secret -> Settings.key(secret.value())).orElse(null);
    }
  }

  /// Deliveries to subscribers' URLs.
  ///
  /// @param reach which addresses they may go to
  public record Webhooks(Reach reach) {

    /// A set of addresses, each larger than the one before.
    public enum Reach {
      /// Only what anybody could reach from the internet.
      PUBLIC,
      /// That, and this machine itself.
      LOOPBACK,
      /// Every address.
      ANY
    }
  }

  /// What is written to the log, and how.
  public record Logs(Format format, Level level) {

    public enum Format {
      TEXT,
      JSON
    }

    public enum Level {
      ERROR,
      WARN,
      INFO,
      DEBUG,
      TRACE
    }
  }

  /// The same for another Discord.
  public Config withDiscordApi(URI apiUrl) {
    return new Config(http, discord.at(apiUrl), sessions, limits, data, webhooks, logs);
  }

  /// The same with its data in another folder.
  public Config withDataFolder(Path folder) {
    return new Config(http, discord, sessions, limits, data.in(folder), webhooks, logs);
  }

  /// Reads the configuration from environment variables; names outside `BOTSWAIN_` are left alone,
  /// but for `PORT`.
  ///
  /// @throws ConfigurationRejectedException with all problems at once
  public static Config load(Map<String, String> environment) {
    var reading = new Reading(environment);
    var config =
        new Config(
            new Http(
                reading.get(Settings.HOST),
                reading.get(Settings.PORT),
                reading.get(Settings.ALLOWED_ORIGINS),
                reading.get(Settings.TRUSTED_PROXIES),
                reading.get(Settings.PUBLIC_URL),
                reading.get(Settings.MAX_BODY),
                reading.get(Settings.MAX_HEADER),
                reading.get(Settings.HTTP_IDLE_TIMEOUT),
                reading.get(Settings.REQUEST_TIMEOUT),
                reading.get(Settings.SHUTDOWN_GRACE)),
            new Discord(
                reading.get(Settings.DISCORD_API),
                reading.get(Settings.GATEWAY_COMPRESSION),
                reading.get(Settings.INTENTS),
                reading.get(Settings.PRESENCES),
                reading.get(Settings.DISCORD_REQUESTS),
                reading.get(Settings.LOGIN_WAIT),
                reading.get(Settings.PATIENCE),
                reading.get(Settings.OWN_EVENT_WAIT),
                reading.get(Settings.TOKENS)),
            new Sessions(
                reading.get(Settings.SESSION_IDLE_TIMEOUT), reading.get(Settings.MAX_SESSIONS)),
            new Limits(
                reading.get(Settings.SESSION_REQUESTS), reading.get(Settings.LOGIN_REQUESTS)),
            new Data(
                reading.get(Settings.DATA),
                reading.get(Settings.SECRET_KEY),
                reading.get(Settings.EVENT_RETENTION),
                reading.get(Settings.MAX_EVENT_BYTES)),
            new Webhooks(reading.get(Settings.WEBHOOK_REACH)),
            new Logs(reading.get(Settings.LOG_FORMAT), reading.get(Settings.LOG_LEVEL)));
    reading.throwProblems();
    return config;
  }
}
