package dev.botswain.config;

import dev.botswain.secret.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The form of a setting whose type alone does not define it.
enum Form {
  /// Defined by the type of the record's component: see [Kind#of].
  OF_ITS_TYPE(new Kind<>("", text -> text)),

  HOST(new Kind<>("an address or host name", Form::host)),

  OPTIONAL_HOST(
      new Kind<>(
          "an address or host name",
          text -> text.isEmpty() ? Optional.empty() : Optional.of(host(text)))),

  NAME(new Kind<>("1 to 64 letters, digits, dots and dashes", Form::name)),

  PORT(new Kind<>("a whole number from 0 to 65535", Form::port)),

  ORIGINS(
      Kind.listOrNone(
          "*, none or origins such as https://example.org, separated by commas", Form::origin)),

  ADDRESS_BLOCKS(
      Kind.list("addresses or blocks such as 10.0.0.0/8, separated by commas", Cidr::parse)),

  PUBLIC_URL(new Kind<>("an http or https address without path and query", Form::publicUrl)),

  BASE_URL(new Kind<>("an http or https address without query", Form::baseUrl)),

  OPTIONAL_BASE_URL(
      new Kind<>(
          "an http or https address without query",
          text -> text.isEmpty() ? Optional.empty() : Optional.of(baseUrl(text)))),

  OPTIONAL_TEXT(
      new Kind<>(
          "a text of at most 255 characters",
          text -> text.isEmpty() ? Optional.empty() : Optional.of(OtelForm.shortText(text)))),

  OTLP_HEADERS(
      new Kind<>(
          "headers such as api-key=value, separated by commas; values percent-encoded",
          OtelForm::headers)),

  OTLP_PROTOCOL(new Kind<>("http/protobuf", OtelForm::protocol)),

  OTEL_ATTRIBUTES(
      new Kind<>(
          "attributes such as deployment.environment.name=test, separated by commas; values"
              + " percent-encoded",
          OtelForm::pairs)),

  TRACES_SAMPLER(
      new Kind<>(
          "always_on, always_off or traceidratio, each also with parentbased_ before it",
          OtelForm::sampler)),

  RATIO(new Kind<>("a number from 0 to 1", OtelForm::ratio)),

  INTENTS(new Kind<>("all, or names of intents separated by commas", Form::intents)),

  TOKENS(
      Kind.list(
          "bot tokens separated by commas, each 1 to 512 printable ASCII characters, no spaces",
          Form::token)),

  FOLDER_OR_MEMORY(new Kind<>("a folder, or memory", Form::folder)),

  STORE(new Kind<>("a URL such as postgresql://user:password@host:5432/database", Form::store)),

  SECRET_KEYS(
      new Kind<>(
          "32 bytes in base64 or hex, as `openssl rand -base64 32` prints them; or several such"
              + " keys with blanks between them",
          Form::secretKeys)),

  FILE(
      new Kind<>("a file", text -> text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text)))),

  OPERATOR_KEY(
      new Kind<>("32 to 512 printable ASCII characters without spaces", Form::operatorKey)),

  RETENTION(new Kind<>("a time and a count, such as 24h,10000", EventRetention::parse)),

  LOGIN(new Kind<>("open, listed or invited", Form::login)),

  REACH(new Kind<>("true, false or loopback", Form::reach));

  private static final int KEY_BYTES = 32;
  private static final Pattern HOST_NAME = Pattern.compile("[0-9A-Za-z.:%_-]{1,255}");
  private static final Pattern NAME_TEXT = Pattern.compile("[0-9A-Za-z.-]{1,64}");
  private static final Pattern TOKEN = Pattern.compile("[!-~]{1,512}");
  private static final Pattern OPERATOR_KEY_TEXT = Pattern.compile("[!-~]{32,512}");
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

  private final Kind<?> kind;

  Form(Kind<?> kind) {
    this.kind = kind;
  }

  Kind<?> kind() {
    return kind;
  }

  private static String name(String text) {
    return matching(NAME_TEXT, text);
  }

  private static String host(String text) {
    return matching(HOST_NAME, text);
  }

  private static Optional<Integer> port(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    int port = Integer.parseInt(text);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException();
    }
    return Optional.of(port);
  }

  private static String origin(String text) {
    return matching(ORIGIN, text.toLowerCase(Locale.ROOT));
  }

  private static Secret token(String text) {
    return new Secret(matching(TOKEN, text));
  }

  private static Optional<DatabaseUrl> store(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(DatabaseUrl.of(text));
  }

  private static Optional<Path> folder(String text) {
    return text.equals("memory") ? Optional.empty() : Optional.of(Path.of(text));
  }

  private static Optional<Secret> secretKeys(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    var secret = new Secret(text);
    keys(secret);
    return Optional.of(secret);
  }

  private static Optional<Secret> operatorKey(String text) {
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(new Secret(matching(OPERATOR_KEY_TEXT, text)));
  }

  /// The bytes of some keys.
  static List<byte[]> keys(Secret text) {
    return Arrays.stream(text.value().split("\\s+")).map(Form::key).toList();
  }

  private static byte[] key(String text) {
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

  private static Optional<AccessConfig.Login> login(String text) {
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(AccessConfig.Login.valueOf(text.toUpperCase(Locale.ROOT)));
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

  private static Optional<URI> publicUrl(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    var url = baseUrl(text);
    if (!url.getRawPath().isEmpty()) {
      throw new IllegalArgumentException();
    }
    return Optional.of(url);
  }

  private static Set<String> intents(String text) {
    if (text.equalsIgnoreCase("all")) {
      return INTENT_NAMES;
    }
    var asked = new LinkedHashSet<>(Set.of("GUILDS"));
    for (var name : text.split(",", -1)) {
      asked.add(intent(name.strip().toUpperCase(Locale.ROOT)));
    }
    return Collections.unmodifiableSet(asked);
  }

  private static String intent(String name) {
    if (!INTENT_NAMES.contains(name)) {
      throw new IllegalArgumentException();
    }
    return name;
  }

  private static String matching(Pattern pattern, String text) {
    if (!pattern.matcher(text).matches()) {
      throw new IllegalArgumentException();
    }
    return text;
  }
}
