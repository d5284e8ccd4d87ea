package dev.botswain.config;

import dev.botswain.secret.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Everything that can be configured, each component with its name, default, bounds and meaning.
public record Config(
    Http http,
    Discord discord,
    Sessions sessions,
    Limits limits,
    Data data,
    Webhooks webhooks,
    Logs logs) {

  /// HTTP for callers.
  public record Http(
      @Setting(
              name = "PORT",
              preset = "8080",
              least = "0",
              most = "65535",
              text =
                  "The port to listen on; 0 takes any free port. `PORT` is used if this is not"
                      + " set.")
          int port,
      @Setting(
              name = "HOST",
              preset = "0.0.0.0",
              form = Form.HOST,
              text =
                  "The address to listen on. `./botswain demo` listens on 127.0.0.1 unless this is"
                      + " set.")
          String host,
      @Setting(
              name = "ALLOWED_ORIGINS",
              preset = "*",
              form = Form.ORIGINS,
              text =
                  "Origins whose pages may call the API from a browser (CORS). With `none`, even a"
                      + " request that needs no preflight is refused if a page of another origin"
                      + " sent it; this is the default of `./botswain demo`.")
          List<String> allowedOrigins,
      @Setting(
              name = "TRUSTED_PROXIES",
              preset = "",
              form = Form.ADDRESS_BLOCKS,
              text = "Reverse proxies whose `X-Forwarded-For` is trusted.")
          List<Cidr> trustedProxies,
      @Setting(
              name = "PUBLIC_URL",
              preset = "",
              form = Form.PUBLIC_URL,
              text =
                  "The address at which callers reach this server. The [relay](relay.md) gives it"
                      + " to libraries as the gateway's address. Without it, each library gets the"
                      + " host that it asked.")
          Optional<URI> publicUrl,
      @Setting(
              name = "MAX_BODY",
              preset = "1MiB",
              least = "1KiB",
              most = "100MiB",
              text = "The longest request body.")
          int maxBodyBytes,
      @Setting(
              name = "MAX_HEADER",
              preset = "16KiB",
              least = "1KiB",
              most = "1MiB",
              text = "The longest request line, and the longest header section of a request.")
          int maxHeaderBytes,
      @Setting(
              name = "HTTP_IDLE_TIMEOUT",
              preset = "75s",
              least = "1s",
              most = "1h",
              text =
                  "A connection that is idle for this long is closed. The default is longer than"
                      + " the 60 s of common load balancers, so that they close first and no"
                      + " request meets a closed connection.")
          Duration idleTimeout,
      @Setting(
              name = "REQUEST_TIMEOUT",
              preset = "30s",
              least = "100ms",
              most = "1h",
              text = "How long a caller may take to send one request.")
          Duration requestTimeout,
      @Setting(
              name = "SHUTDOWN_GRACE",
              preset = "10s",
              least = "0s",
              most = "1h",
              text = "How long requests in progress may take to finish when the server stops.")
          Duration shutdownGrace) {
    private static Http of(Reading.Values from) {
      return new Http(
          from.next(),
          from.next(),
          from.next(),
          from.next(),
          from.next(),
          from.next(),
          from.next(),
          from.next(),
          from.next(),
          from.next());
    }
  }

  /// The connection to Discord.
  public record Discord(
      @Setting(
              name = "TOKENS",
              preset = "",
              form = Form.TOKENS,
              secret = true,
              text = "Tokens of bots to log in at start.")
          List<Secret> tokens,
      @Setting(
              name = "DISCORD_API",
              preset = "https://discord.com/api/v10",
              form = Form.BASE_URL,
              text = "The base URL of Discord's REST API, or of a compatible server.")
          URI apiUrl,
      @Setting(
              name = "DISCORD_CDN",
              preset = "https://cdn.discordapp.com",
              form = Form.BASE_URL,
              text =
                  "The base URL of avatars and icons in answers. `./botswain demo` uses that of the"
                      + " simulated Discord.")
          URI cdnUrl,
      @Setting(
              name = "DISCORD_REQUESTS_PER_SECOND",
              preset = "50",
              least = "1",
              most = "100000",
              text =
                  "Requests to Discord per second and bot; Discord allows 50 unless it has agreed"
                      + " to more.")
          int globalPerSecond,
      @Setting(
              name = "INTENTS",
              preset = "all",
              form = Form.INTENTS,
              text =
                  "The most gateway intents to ask for, under [Discord's"
                      + " names](https://docs.discord.com/developers/events/gateway#list-of-intents);"
                      + " `GUILDS` is always included.")
          Set<String> intents,
      @Setting(
              name = "PRESENCES",
              preset = "true",
              text =
                  "Whether presences are kept in memory, for bots that have the intent, so that"
                      + " clients of the [gateway relay](relay-gateway.md#what-a-guild-costs) know"
                      + " from the start who is online. With `false` they learn of presences only"
                      + " from events.")
          boolean presences,
      @Setting(
              name = "GATEWAY_COMPRESSION",
              preset = "zlib-stream",
              text =
                  "Compression of gateway connections: `zlib-stream` saves traffic, `none` saves"
                      + " memory for each bot.")
          Compression compression,
      @Setting(
              name = "LOGIN_WAIT",
              preset = "15s",
              least = "0s",
              most = "5m",
              text =
                  "How long a login waits for the bot's guilds before it answers with those that"
                      + " have arrived.")
          Duration loginWait,
      @Setting(
              name = "PATIENCE",
              preset = "30s",
              least = "0s",
              most = "10m",
              text =
                  "How long a request may wait for Discord's rate limits before it is answered with"
                      + " 429.")
          Duration patience,
      @Setting(
              name = "OWN_EVENT_WAIT",
              preset = "50ms",
              least = "0s",
              most = "5s",
              text =
                  "How long the answer to a [relayed](relay.md#events-before-answers) request waits"
                      + " at most until the event that it caused has been sent to the bot's clients"
                      + " of the gateway relay; 0 sends the answer at once.")
          Duration ownEventWait) {
    private static Discord of(Reading.Values from) {
      return new Discord(
          from.next(),
          from.next(),
          from.next(),
          from.next(),
          from.next(),
          from.next(),
          from.next(),
          from.next(),
          from.next(),
          from.next());
    }

    private Discord at(URI otherUrl, URI otherCdn) {
      return new Discord(
          tokens,
          otherUrl,
          otherCdn,
          globalPerSecond,
          intents,
          presences,
          compression,
          loginWait,
          patience,
          ownEventWait);
    }
  }

  /// Transport compression of the gateway.
  public enum Compression {
    ZLIB_STREAM,
    NONE
  }

  /// Sessions.
  public record Sessions(
      @Setting(
              name = "SESSION_IDLE_TIMEOUT",
              preset = "30d",
              least = "1s",
              most = "3650d",
              text =
                  "A session that is not used for this long ends. An open stream of its events"
                      + " counts as use.")
          Duration idleTimeout,
      @Setting(
              name = "MAX_SESSIONS",
              preset = "10000",
              least = "1",
              most = "1000000",
              text = "The most sessions; a login past that is answered with 503.")
          int max) {
    private static Sessions of(Reading.Values from) {
      return new Sessions(from.next(), from.next());
    }
  }

  /// Limits on callers; 0 is off.
  public record Limits(
      @Setting(
              name = "SESSION_REQUESTS_PER_SECOND",
              preset = "1000",
              least = "0",
              most = "1000000",
              text = "Requests per second and session before 429; 0 for no limit.")
          int sessionPerSecond,
      @Setting(
              name = "LOGINS_PER_MINUTE",
              preset = "600",
              least = "0",
              most = "1000000",
              text =
                  "Logins per minute and client address before 429; 0 for no limit. With the"
                      + " default, an address whose logins all fail stays below Discord's 10,000"
                      + " invalid requests in 10 minutes.")
          int loginPerMinute) {
    private static Limits of(Reading.Values from) {
      return new Limits(from.next(), from.next());
    }
  }

  /// What is stored, and for how long.
  public record Data(
      @Setting(
              name = "DATA",
              preset = "./data",
              form = Form.FOLDER_OR_MEMORY,
              text =
                  "Where sessions, bots, webhooks and events are stored so that they survive a"
                      + " restart; `memory` stores nothing. Unless this is set, `./botswain demo`"
                      + " uses a folder that it deletes when it stops.")
          Optional<Path> folder,
      @Setting(
              name = "SECRET_KEY",
              preset = "",
              form = Form.SECRET_KEY,
              secret = true,
              text =
                  "Encrypts the stored tokens. Without it, the server creates a key in the data"
                      + " folder, in `secret.key`.")
          Optional<Secret> key,
      @Setting(
              name = "EVENT_RETENTION",
              preset = "24h,10000",
              form = Form.RETENTION,
              text = "How long the events of each bot are kept, and how many at most.")
          EventRetention eventRetention,
      @Setting(
              name = "MAX_EVENT_BYTES",
              preset = "1GiB",
              least = "1MiB",
              most = "100000GiB",
              text =
                  "How much space all events together may take; past it, the oldest events of the"
                      + " bot that has most are deleted.")
          long maxBytes) {
    private static Data of(Reading.Values from) {
      return new Data(from.next(), from.next(), from.next(), from.next());
    }

    private Data in(Path other) {
      return new Data(Optional.of(other), key, eventRetention, maxBytes);
    }

    /// The key as bytes, or null.
    public byte @Nullable [] keyBytes() {
      return key.map(secret -> Form.key(secret.value())).orElse(null);
    }
  }

  /// Deliveries to the URLs of webhooks.
  public record Webhooks(
      @Setting(
              name = "WEBHOOK_ALLOW_PRIVATE",
              preset = "false",
              form = Form.REACH,
              text =
                  "Whether webhooks may lead to addresses that are not public, such as those of a"
                      + " private network. `loopback` allows only this machine; it is the default"
                      + " of `./botswain demo`.")
          Reach reach) {
    private static Webhooks of(Reading.Values from) {
      return new Webhooks(from.next());
    }

    /// Sets of addresses, each larger than the previous one.
    public enum Reach {
      /// Only addresses that are reachable from the internet.
      PUBLIC,
      /// Those, and this machine itself.
      LOOPBACK,
      /// Every address.
      ANY
    }
  }

  /// What is logged, and how.
  public record Logs(
      @Setting(
              name = "LOG_FORMAT",
              preset = "text",
              text =
                  "Log lines for people (`text`), or one JSON object per line for programs"
                      + " (`json`).")
          Format format,
      @Setting(name = "LOG_LEVEL", preset = "info", text = "The lowest level that is logged.")
          Level level) {
    private static Logs of(Reading.Values from) {
      return new Logs(from.next(), from.next());
    }

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

  /// The same configuration for another Discord.
  public Config withDiscord(URI apiUrl, URI cdnUrl) {
    return new Config(http, discord.at(apiUrl, cdnUrl), sessions, limits, data, webhooks, logs);
  }

  /// The same configuration with another data folder.
  public Config withDataFolder(Path folder) {
    return new Config(http, discord, sessions, limits, data.in(folder), webhooks, logs);
  }

  /// Reads the configuration from environment variables. Names outside `BOTSWAIN_` are ignored,
  /// except `PORT`.
  ///
  /// @throws ConfigurationRejectedException with all problems at once
  public static Config load(Map<String, String> environment) {
    var reading = new Reading(environment);
    var config =
        new Config(
            Http.of(reading.of(Http.class)),
            Discord.of(reading.of(Discord.class)),
            Sessions.of(reading.of(Sessions.class)),
            Limits.of(reading.of(Limits.class)),
            Data.of(reading.of(Data.class)),
            Webhooks.of(reading.of(Webhooks.class)),
            Logs.of(reading.of(Logs.class)));
    reading.throwProblems();
    return config;
  }
}
