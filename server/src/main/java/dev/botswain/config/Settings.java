package dev.botswain.config;

import dev.botswain.config.Config.Compression;
import dev.botswain.config.Config.Logs;
import dev.botswain.config.Config.Webhooks.Reach;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The table of all settings.
final class Settings {
  static final String PREFIX = "BOTSWAIN_";

  private static final int LONGEST_TOKEN = 512;
  private static final int KEY_BYTES = 32;
  private static final Pattern TOKEN = Pattern.compile("[!-~]{1,%s}".formatted(LONGEST_TOKEN));
  private static final Pattern ORIGIN = Pattern.compile("\\*|[a-z][a-z0-9+.-]*://[^\\s/?#@]+");

  /// https://docs.discord.com/developers/events/gateway#list-of-intents
  private static final Set<String> INTENT_NAMES =
      Collections.unmodifiableSet(
          new LinkedHashSet<>(
              List.of(
                  "GUILDS",
                  "GUILD_MEMBERS",
                  "GUILD_MODERATION",
                  "GUILD_EXPRESSIONS",
                  "GUILD_INTEGRATIONS",
                  "GUILD_WEBHOOKS",
                  "GUILD_INVITES",
                  "GUILD_VOICE_STATES",
                  "GUILD_PRESENCES",
                  "GUILD_MESSAGES",
                  "GUILD_MESSAGE_REACTIONS",
                  "GUILD_MESSAGE_TYPING",
                  "DIRECT_MESSAGES",
                  "DIRECT_MESSAGE_REACTIONS",
                  "DIRECT_MESSAGE_TYPING",
                  "MESSAGE_CONTENT",
                  "GUILD_SCHEDULED_EVENTS",
                  "AUTO_MODERATION_CONFIGURATION",
                  "AUTO_MODERATION_EXECUTION",
                  "GUILD_MESSAGE_POLLS",
                  "DIRECT_MESSAGE_POLLS")));

  static final Setting<Integer> PORT =
      new Setting<>(
          "BOTSWAIN_PORT",
          Kind.number(0, 65_535),
          "8080",
          "The port to listen on; 0 takes any free port. `PORT` is used if this is not set.");

  static final Setting<String> HOST =
      new Setting<>(
          "BOTSWAIN_HOST",
          new Kind<>("an address or host name", Settings::host),
          "0.0.0.0",
          "The address to listen on. `./botswain demo` listens on 127.0.0.1 unless this is set.");

  static final Setting<List<String>> ALLOWED_ORIGINS =
      new Setting<>(
          "BOTSWAIN_ALLOWED_ORIGINS",
          Kind.listOrNone(
              "*, none or origins such as https://example.org, separated by commas",
              origin -> matching(ORIGIN, origin.toLowerCase(Locale.ROOT))),
          "*",
          "Origins whose pages may call the API from a browser (CORS). With `none`, even a request"
              + " that needs no preflight is refused if a page of another origin sent it; this is"
              + " the default of `./botswain demo`.");

  static final Setting<List<Cidr>> TRUSTED_PROXIES =
      new Setting<>(
          "BOTSWAIN_TRUSTED_PROXIES",
          Kind.list("addresses or blocks such as 10.0.0.0/8, separated by commas", Cidr::parse),
          "",
          "Reverse proxies whose `X-Forwarded-For` is trusted.");

  static final Setting<Optional<URI>> PUBLIC_URL =
      new Setting<>(
          "BOTSWAIN_PUBLIC_URL",
          new Kind<>(
              "an http or https address without path and query",
              text -> text.isEmpty() ? Optional.empty() : Optional.of(publicUrl(text))),
          "",
          "The address at which callers reach this server. The [relay](relay.md) gives it to"
              + " libraries as the gateway's address. Without it, each library gets the host that"
              + " it asked.");

  static final Setting<Integer> MAX_BODY =
      new Setting<>(
          "BOTSWAIN_MAX_BODY", Kind.size("1KiB", "100MiB"), "1MiB", "The longest request body.");

  static final Setting<Integer> MAX_HEADER =
      new Setting<>(
          "BOTSWAIN_MAX_HEADER",
          Kind.size("1KiB", "1MiB"),
          "16KiB",
          "The longest request line, and the longest header section of a request.");

  static final Setting<Duration> HTTP_IDLE_TIMEOUT =
      new Setting<>(
          "BOTSWAIN_HTTP_IDLE_TIMEOUT",
          Kind.duration("1s", "1h"),
          "75s",
          "A connection that is idle for this long is closed. The default is longer than the 60 s"
              + " of common load balancers, so that they close first and no request meets a closed"
              + " connection.");

  static final Setting<Duration> REQUEST_TIMEOUT =
      new Setting<>(
          "BOTSWAIN_REQUEST_TIMEOUT",
          Kind.duration("100ms", "1h"),
          "30s",
          "How long a caller may take to send one request.");

  static final Setting<Duration> SHUTDOWN_GRACE =
      new Setting<>(
          "BOTSWAIN_SHUTDOWN_GRACE",
          Kind.duration("0s", "1h"),
          "10s",
          "How long requests in progress may take to finish when the server stops.");

  static final Setting<URI> DISCORD_API =
      new Setting<>(
          "BOTSWAIN_DISCORD_API",
          new Kind<>("an http or https address without query", Settings::baseUrl),
          "https://discord.com/api/v10",
          "The base URL of Discord's REST API, or of a compatible server.");

  static final Setting<Compression> GATEWAY_COMPRESSION =
      new Setting<>(
          "BOTSWAIN_GATEWAY_COMPRESSION",
          Kind.choice(Compression.class),
          "zlib-stream",
          "Compression of gateway connections: `zlib-stream` saves traffic, `none` saves memory for"
              + " each bot.");

  static final Setting<Set<String>> INTENTS =
      new Setting<>(
          "BOTSWAIN_INTENTS",
          new Kind<>("all, or names of intents separated by commas", Settings::intents),
          "all",
          "The most gateway intents to ask for, under [Discord's"
              + " names](https://docs.discord.com/developers/events/gateway#list-of-intents);"
              + " `GUILDS` is always included.");

  static final Setting<Boolean> PRESENCES =
      new Setting<>(
          "BOTSWAIN_PRESENCES",
          new Kind<>("true or false", Settings::truth),
          "true",
          "Whether presences are kept in memory, for bots that have the intent, so that clients of"
              + " the [gateway relay](relay-gateway.md#what-a-guild-costs) know from the start who"
              + " is online. With `false` they learn of presences only from events.");

  static final Setting<Integer> DISCORD_REQUESTS =
      new Setting<>(
          "BOTSWAIN_DISCORD_REQUESTS_PER_SECOND",
          Kind.number(1, 100_000),
          "50",
          "Requests to Discord per second and bot; Discord allows 50 unless it has agreed to"
              + " more.");

  static final Setting<Duration> LOGIN_WAIT =
      new Setting<>(
          "BOTSWAIN_LOGIN_WAIT",
          Kind.duration("0s", "5m"),
          "15s",
          "How long a login waits for the bot's guilds before it answers with those that have"
              + " arrived.");

  static final Setting<Duration> PATIENCE =
      new Setting<>(
          "BOTSWAIN_PATIENCE",
          Kind.duration("0s", "10m"),
          "30s",
          "How long a request may wait for Discord's rate limits before it is answered with 429.");

  static final Setting<Duration> OWN_EVENT_WAIT =
      new Setting<>(
          "BOTSWAIN_OWN_EVENT_WAIT",
          Kind.duration("0s", "5s"),
          "50ms",
          "How long the answer to a [relayed](relay.md#events-before-answers) request waits at most"
              + " until the event that it made has gone to the bot's clients of the gateway relay;"
              + " 0 sends it at once.");

  static final Setting<List<Secret>> TOKENS =
      new Setting<>(
          "BOTSWAIN_TOKENS",
          Kind.list(
              "bot tokens separated by commas, each 1 to %s printable ASCII characters, no spaces"
                  .formatted(LONGEST_TOKEN),
              token -> new Secret(matching(TOKEN, token))),
          "",
          true,
          "Tokens of bots to log in at start.");

  static final Setting<Duration> SESSION_IDLE_TIMEOUT =
      new Setting<>(
          "BOTSWAIN_SESSION_IDLE_TIMEOUT",
          Kind.duration("1s", "3650d"),
          "30d",
          "A session that is not used for this long ends. An open stream of its events counts as"
              + " use.");

  static final Setting<Integer> MAX_SESSIONS =
      new Setting<>(
          "BOTSWAIN_MAX_SESSIONS",
          Kind.number(1, 1_000_000),
          "10000",
          "The most sessions; a login past that is answered with 503.");

  static final Setting<Integer> SESSION_REQUESTS =
      new Setting<>(
          "BOTSWAIN_SESSION_REQUESTS_PER_SECOND",
          Kind.number(0, 1_000_000),
          "1000",
          "Requests per second and session before 429; 0 for no limit.");

  static final Setting<Integer> LOGIN_REQUESTS =
      new Setting<>(
          "BOTSWAIN_LOGINS_PER_MINUTE",
          Kind.number(0, 1_000_000),
          "600",
          "Logins per minute and client address before 429; 0 for no limit. With the default, an"
              + " address whose logins all fail stays below Discord's 10,000 invalid requests in 10"
              + " minutes.");

  static final Setting<Optional<Path>> DATA =
      new Setting<>(
          "BOTSWAIN_DATA",
          new Kind<>("a folder, or memory", Settings::folder),
          "./data",
          "Where sessions, bots, webhooks and events are stored so that they survive a restart;"
              + " `memory` stores nothing. Unless this is set, `./botswain demo` uses a folder that"
              + " it deletes when it stops.");

  static final Setting<Optional<Secret>> SECRET_KEY =
      new Setting<>(
          "BOTSWAIN_SECRET_KEY",
          new Kind<>(
              "32 bytes in base64 or hex, as `openssl rand -base64 32` prints them",
              Settings::secretKey),
          "",
          true,
          "Encrypts the stored tokens. Without it, the server creates a key in the data folder, in"
              + " `secret.key`.");

  static final Setting<EventRetention> EVENT_RETENTION =
      new Setting<>(
          "BOTSWAIN_EVENT_RETENTION",
          new Kind<>("a time and a count, such as 24h,10000", EventRetention::parse),
          "24h,10000",
          "How long the events of each bot are kept, and how many at most.");

  static final Setting<Long> MAX_EVENT_BYTES =
      new Setting<>(
          "BOTSWAIN_MAX_EVENT_BYTES",
          Kind.largeSize("1MiB", "100000GiB"),
          "1GiB",
          "How much space all events together may take; past it, the oldest events of the bot that"
              + " has most are deleted.");

  static final Setting<Reach> WEBHOOK_REACH =
      new Setting<>(
          "BOTSWAIN_WEBHOOK_ALLOW_PRIVATE",
          new Kind<>("true, false or loopback", Settings::reach),
          "false",
          "Whether webhooks may lead to addresses that are not public, such as those of a private"
              + " network. `loopback` allows only this machine; it is the default of `./botswain"
              + " demo`.");

  static final Setting<Logs.Format> LOG_FORMAT =
      new Setting<>(
          "BOTSWAIN_LOG_FORMAT",
          Kind.choice(Logs.Format.class),
          "text",
          "Log lines for people (`text`), or one JSON object per line for programs (`json`).");

  static final Setting<Logs.Level> LOG_LEVEL =
      new Setting<>(
          "BOTSWAIN_LOG_LEVEL",
          Kind.choice(Logs.Level.class),
          "info",
          "The lowest level that is logged.");

  /// In the order in which they are shown.
  static final List<Setting<?>> ALL =
      List.of(
          PORT,
          HOST,
          TOKENS,
          ALLOWED_ORIGINS,
          TRUSTED_PROXIES,
          PUBLIC_URL,
          MAX_BODY,
          MAX_HEADER,
          HTTP_IDLE_TIMEOUT,
          REQUEST_TIMEOUT,
          SHUTDOWN_GRACE,
          SESSION_IDLE_TIMEOUT,
          MAX_SESSIONS,
          SESSION_REQUESTS,
          LOGIN_REQUESTS,
          DATA,
          SECRET_KEY,
          EVENT_RETENTION,
          MAX_EVENT_BYTES,
          DISCORD_API,
          DISCORD_REQUESTS,
          INTENTS,
          PRESENCES,
          GATEWAY_COMPRESSION,
          LOGIN_WAIT,
          PATIENCE,
          OWN_EVENT_WAIT,
          WEBHOOK_REACH,
          LOG_FORMAT,
          LOG_LEVEL);

  private Settings() {}

  private static String host(String text) {
    return matching(Pattern.compile("[0-9A-Za-z.:%_-]{1,255}"), text);
  }

  private static Optional<Path> folder(String text) {
    return text.equals("memory") ? Optional.empty() : Optional.of(Path.of(text));
  }

  private static Optional<Secret> secretKey(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    key(text);
    return Optional.of(new Secret(text));
  }

  /// The bytes of a key.
  static byte[] key(String text) {
    byte[] key =
        text.length() == 2 * KEY_BYTES
            ? HexFormat.of().parseHex(text)
            : Base64.getDecoder().decode(text);
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException();
    }
    return key;
  }

  private static Reach reach(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "false" -> Reach.PUBLIC;
      case "loopback" -> Reach.LOOPBACK;
      case "true" -> Reach.ANY;
      default -> throw new IllegalArgumentException();
    };
  }

  private static boolean truth(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException();
    };
  }

  private static URI baseUrl(String text) {
    var url = URI.create(text.replaceAll("/+$", ""));
    boolean plain =
        url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
    boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    if (!plain || !web || url.getHost() == null) {
      throw new IllegalArgumentException();
    }
    return url;
  }

  private static URI publicUrl(String text) {
    var url = baseUrl(text);
    if (!url.getRawPath().isEmpty()) {
      throw new IllegalArgumentException();
    }
    return url;
  }

  private static Set<String> intents(String text) {
    if (text.equalsIgnoreCase("all")) {
      return INTENT_NAMES;
    }
    var asked = new LinkedHashSet<>(Set.of("GUILDS"));
    for (var name : text.split(",", -1)) {
      var intent = name.strip().toUpperCase(Locale.ROOT);
      if (!INTENT_NAMES.contains(intent)) {
        throw new IllegalArgumentException();
      }
      asked.add(intent);
    }
    return Collections.unmodifiableSet(asked);
  }

  private static String matching(Pattern pattern, String text) {
    if (!pattern.matcher(text).matches()) {
      throw new IllegalArgumentException();
    }
    return text;
  }
}
