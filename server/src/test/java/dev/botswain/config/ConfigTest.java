package dev.botswain.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.botswain.config.DiscordConfig.Compression;
import dev.botswain.secret.Secret;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigTest {

  @Test
  void load_nothingSet_usesDefaults() {
    var config = Config.load(Map.of());

    assertThat(config.http().host()).isEqualTo("127.0.0.1");
    assertThat(config.http().port()).isEqualTo(8080);
    assertThat(config.http().maxBodyBytes()).isEqualTo(1024 * 1024);
    assertThat(config.http().allowedOrigins()).containsExactly("*");
    assertThat(config.http().trustedProxies()).isEmpty();
    assertThat(config.discord().apiUrl()).isEqualTo(URI.create("https://discord.com/api/v10"));
    assertThat(config.discord().compression()).isEqualTo(Compression.ZLIB_STREAM);
    assertThat(config.discord().intents()).hasSize(21).contains("MESSAGE_CONTENT");
    assertThat(config.discord().loginWait()).isEqualTo(Duration.ofSeconds(15));
    assertThat(config.discord().tokens()).isEmpty();
    assertThat(config.sessions().idleTimeout()).isEqualTo(Duration.ofDays(30));
    assertThat(config.limits().loginPerMinute()).isEqualTo(600);
    assertThat(config.webhooks().reach()).isEqualTo(Reach.PUBLIC);
    assertThat(config.logs())
        .isEqualTo(new LogsConfig(LogsConfig.Format.TEXT, LogsConfig.Level.INFO));
  }

  /// The side that closes first must not be the one that may get a request at that moment.
  @Test
  void load_defaultIdleTimeout_isLongerThanThatOfLoadBalancers() {
    assertThat(Config.load(Map.of()).http().idleTimeout()).isGreaterThan(Duration.ofSeconds(60));
  }

  @Test
  void load_defaultLogins_stayBelowTheInvalidRequestLimit() {
    assertThat(Config.load(Map.of()).limits().loginPerMinute() * 10).isLessThan(10_000);
  }

  @ParameterizedTest
  @CsvSource({
    "BOTSWAIN_PORT,                        70000",
    "BOTSWAIN_PORT,                        -1",
    "BOTSWAIN_PORT,                        80 80",
    "BOTSWAIN_HOST,                        two words",
    "BOTSWAIN_ALLOWED_ORIGINS,             example.org",
    "BOTSWAIN_ALLOWED_ORIGINS,             https://example.org/path",
    "BOTSWAIN_TRUSTED_PROXIES,             localhost",
    "BOTSWAIN_TRUSTED_PROXIES,             10.0.0.0/33",
    "BOTSWAIN_TRUSTED_PROXIES,             10.0.0.0/",
    "BOTSWAIN_MAX_BODY,                    1GiB",
    "BOTSWAIN_MAX_BODY,                    999999999MiB",
    "BOTSWAIN_MAX_HEADER,                  16kb",
    "BOTSWAIN_REQUEST_TIMEOUT,             30",
    "BOTSWAIN_REQUEST_TIMEOUT,             0s",
    "BOTSWAIN_SHUTDOWN_GRACE,              -1s",
    "BOTSWAIN_DISCORD_API,                 discord.com",
    "BOTSWAIN_DISCORD_API,                 ftp://discord.com",
    "BOTSWAIN_DISCORD_API,                 https://user:word@discord.com",
    "BOTSWAIN_DISCORD_API,                 https://discord.com/api?v=10",
    "BOTSWAIN_GATEWAY_COMPRESSION,         gzip",
    "BOTSWAIN_INTENTS,                     GUILD_MEMBER",
    "BOTSWAIN_INTENTS,                     'GUILDS,,GUILD_MEMBERS'",
    "BOTSWAIN_DISCORD_REQUESTS_PER_SECOND, 0",
    "BOTSWAIN_SESSION_IDLE_TIMEOUT,        1 day",
    "BOTSWAIN_SESSION_IDLE_TIMEOUT,        99999999999d",
    "BOTSWAIN_MAX_SESSIONS,                0",
    "BOTSWAIN_WEBHOOK_ALLOW_PRIVATE,       yes",
    "BOTSWAIN_LOG_FORMAT,                  xml",
    "BOTSWAIN_LOG_LEVEL,                   loud",
  })
  void load_badValue_saysWhatWasExpectedAndWhatCame(String name, String value) {
    assertThat(problems(Map.of(name, value)))
        .singleElement()
        .asString()
        .startsWith(name + ": expected ")
        .endsWith(", got \"" + value + "\"");
  }

  @ParameterizedTest
  @CsvSource({"1500ms, 1500", "30s, 30000", "15m, 900000", "24h, 86400000", "30d, 2592000000"})
  void load_duration_isReadInItsUnit(String text, long milliseconds) {
    assertThat(load("BOTSWAIN_SESSION_IDLE_TIMEOUT", text).sessions().idleTimeout())
        .hasMillis(milliseconds);
  }

  @ParameterizedTest
  @CsvSource({"2048, 2048", "2048B, 2048", "2KiB, 2048", "2MiB, 2097152"})
  void load_size_isReadInItsUnit(String text, int bytes) {
    assertThat(load("BOTSWAIN_MAX_BODY", text).http().maxBodyBytes()).isEqualTo(bytes);
  }

  @Test
  void load_manyProblems_tellsAllAtOnce() {
    var problems =
        problems(
            Map.of(
                "BOTSWAIN_PORT", "eighty",
                "BOTSWAIN_PATIENCE", "long",
                "BOTSWAIN_LOG_LEVL", "debug"));

    assertThat(problems)
        .containsExactlyInAnyOrder(
            "BOTSWAIN_LOG_LEVL is not a setting; did you mean BOTSWAIN_LOG_LEVEL?",
            "BOTSWAIN_PORT: expected a whole number from 0 to 65535, got \"eighty\"",
            "BOTSWAIN_PATIENCE: expected a time from 0s to 10m, such as 500ms, 30s, 15m, 24h or"
                + " 30d, got \"long\"");
  }

  @Test
  void load_keyGivenTwice_isRefused() {
    assertThat(
            problems(
                Map.of(
                    "BOTSWAIN_SECRET_KEY",
                    "a".repeat(64),
                    "BOTSWAIN_SECRET_KEY_FILE",
                    "/run/keys/botswain")))
        .containsExactly(
            "BOTSWAIN_SECRET_KEY and BOTSWAIN_SECRET_KEY_FILE are both set; leave one of them out");
  }

  @Test
  void load_severalKeys_areAllThere() {
    String one = "a".repeat(64);
    String base64 = "A".repeat(43) + "=";

    assertThat(load("BOTSWAIN_SECRET_KEY", one + "\n" + base64).data().keys()).hasSize(2);
    assertThat(problems(Map.of("BOTSWAIN_SECRET_KEY", one + " short")))
        .singleElement()
        .asString()
        .startsWith("BOTSWAIN_SECRET_KEY: expected 32 bytes")
        .doesNotContain("short");
  }

  @Test
  void load_unknownNameLikeNoOther_pointsToHelp() {
    assertThat(problems(Map.of("BOTSWAIN_XYZZY", "1")))
        .containsExactly("BOTSWAIN_XYZZY is not a setting; see botswain help");
  }

  @Test
  void load_foreignNames_areLeftAlone() {
    assertThat(Config.load(Map.of("PATH", "/bin", "BOTSWAINS", "1")))
        .isEqualTo(Config.load(Map.of()));
  }

  /// As Kubernetes sets them, here for a Service with two named ports and for one beside it.
  @Test
  void load_variablesOfAServiceNamedLikeUs_areLeftAlone() {
    var injected =
        Map.ofEntries(
            Map.entry("BOTSWAIN_SERVICE_HOST", "10.96.0.7"),
            Map.entry("BOTSWAIN_SERVICE_PORT", "80"),
            Map.entry("BOTSWAIN_SERVICE_PORT_HTTP", "80"),
            Map.entry("BOTSWAIN_SERVICE_PORT_METRICS_TLS", "9090"),
            Map.entry("BOTSWAIN_PORT", "tcp://10.96.0.7:80"),
            Map.entry("BOTSWAIN_PORT_80_TCP", "tcp://10.96.0.7:80"),
            Map.entry("BOTSWAIN_PORT_80_TCP_PROTO", "tcp"),
            Map.entry("BOTSWAIN_PORT_80_TCP_PORT", "80"),
            Map.entry("BOTSWAIN_PORT_80_TCP_ADDR", "10.96.0.7"),
            Map.entry("BOTSWAIN_DATA_SERVICE_HOST", "10.96.0.8"),
            Map.entry("BOTSWAIN_DATA_SERVICE_PORT", "53"),
            Map.entry("BOTSWAIN_DATA_PORT", "udp://10.96.0.8:53"),
            Map.entry("BOTSWAIN_DATA_PORT_53_UDP_ADDR", "10.96.0.8"));

    assertThat(Config.load(injected)).isEqualTo(Config.load(Map.of()));

    var platform = new HashMap<>(injected);
    platform.put("PORT", "5000");
    assertThat(Config.load(platform).http().port()).isEqualTo(5000);
  }

  @Test
  void load_portThatIsNoServices_isRefused() {
    assertThat(problems(Map.of("BOTSWAIN_PORT", "http://10.96.0.7:80"))).hasSize(1);
    assertThat(problems(Map.of("BOTSWAIN_DATA_PORT", "80"))).hasSize(1);
  }

  @Test
  void load_emptyValue_countsAsNotSet() {
    assertThat(load("BOTSWAIN_PORT", " ").http().port()).isEqualTo(8080);
  }

  @Test
  void load_platformPort_isUsed() {
    assertThat(load("PORT", "5000").http().port()).isEqualTo(5000);
  }

  @Test
  void load_bothPorts_prefersOurs() {
    assertThat(Config.load(Map.of("PORT", "bad", "BOTSWAIN_PORT", "0")).http().port()).isZero();
  }

  @Test
  void load_badPlatformPort_isNamedAsItWasSet() {
    assertThat(problems(Map.of("PORT", "http")))
        .containsExactly("PORT: expected a whole number from 0 to 65535, got \"http\"");
  }

  @Test
  void load_apiWithSlashes_dropsThem() {
    assertThat(load("BOTSWAIN_DISCORD_API", "http://127.0.0.1:8081/api/v10//").discord().apiUrl())
        .isEqualTo(URI.create("http://127.0.0.1:8081/api/v10"));
  }

  @Test
  void load_intents_alwaysHaveGuilds() {
    assertThat(load("BOTSWAIN_INTENTS", "guild_members, GUILD_MESSAGES").discord().intents())
        .containsExactlyInAnyOrder("GUILDS", "GUILD_MEMBERS", "GUILD_MESSAGES");
  }

  @ParameterizedTest
  @CsvSource({"false, PUBLIC", "loopback, LOOPBACK", "true, ANY", "TRUE, ANY"})
  void load_webhookAllowPrivate_widensTheReach(String text, Reach reach) {
    assertThat(load("BOTSWAIN_WEBHOOK_ALLOW_PRIVATE", text).webhooks().reach()).isEqualTo(reach);
  }

  @Test
  void load_origins_areInLowerCase() {
    assertThat(load("BOTSWAIN_ALLOWED_ORIGINS", "https://Example.org, http://localhost:5173"))
        .extracting(config -> config.http().allowedOrigins())
        .isEqualTo(List.of("https://example.org", "http://localhost:5173"));
  }

  @Test
  void load_badToken_doesNotShowIt() {
    assertThat(problems(Map.of("BOTSWAIN_TOKENS", "good-token,bad token")))
        .singleElement()
        .asString()
        .startsWith("BOTSWAIN_TOKENS: expected bot tokens separated by commas")
        .doesNotContain("good-token", "bad token");
  }

  @Test
  void toString_tokens_areRedacted() {
    var config = load("BOTSWAIN_TOKENS", "first.token,second.token");

    assertThat(config.discord().tokens())
        .containsExactly(new Secret("first.token"), new Secret("second.token"));
    assertThat(config.toString())
        .contains("[REDACTED], [REDACTED]")
        .doesNotContain("first", "second");
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8,      10.255.0.1,        true",
    "10.0.0.0/8,      11.0.0.1,          false",
    "192.168.1.64/26, 192.168.1.127,     true",
    "192.168.1.64/26, 192.168.1.128,     false",
    "127.0.0.1,       127.0.0.1,         true",
    "127.0.0.1,       127.0.0.2,         false",
    "0.0.0.0/0,       203.0.113.9,       true",
    "0.0.0.0/0,       2001:db8::1,       false",
    "2001:db8::/32,   2001:db8:ffff::1,  true",
    "2001:db8::/32,   2001:db9::1,       false",
    "10.0.0.0/8,      ::ffff:10.1.2.3,   true",
  })
  void cidr_address_isInsideOrNot(String block, String address, boolean inside) {
    assertThat(Cidr.parse(block).contains(InetAddress.ofLiteral(address))).isEqualTo(inside);
  }

  @Test
  void load_tracesOfOpenTelemetry_areReadInItsForms() {
    var traces =
        Config.load(
                Map.of(
                    "OTEL_EXPORTER_OTLP_ENDPOINT",
                    "http://collector:4318/otlp/",
                    "OTEL_EXPORTER_OTLP_HEADERS",
                    "api-key=a%2Fb+c, x=y=z",
                    "OTEL_RESOURCE_ATTRIBUTES",
                    "a=1,b=%C3%A4",
                    "OTEL_TRACES_SAMPLER",
                    "traceidratio",
                    "OTEL_TRACES_SAMPLER_ARG",
                    "0.25",
                    "OTEL_EXPORTER_OTLP_TIMEOUT",
                    "500"))
            .traces();

    assertThat(traces.isOn()).isTrue();
    assertThat(traces.endpoint()).hasToString("Optional[http://collector:4318/otlp]");
    assertThat(traces.headers().get("api-key").value()).isEqualTo("a/b+c");
    assertThat(traces.headers().get("x").value()).isEqualTo("y=z");
    assertThat(traces.resource()).containsEntry("a", "1").containsEntry("b", "ä");
    assertThat(traces.sampler()).isEqualTo(TraceSampler.TRACEIDRATIO);
    assertThat(traces.samplerArgument()).isEqualTo(0.25);
    assertThat(traces.timeout()).hasMillis(500);
    assertThat(traces.toString()).doesNotContain("a/b+c");
  }

  @Test
  void load_tracesByAnotherProtocol_areRefusedOnlyIfThereAreAny() {
    var platform = Map.of("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc");
    var ours = new HashMap<>(platform);
    ours.put("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4317");

    assertThat(Config.load(platform).traces().isOn()).isFalse();
    assertThat(problems(ours)).singleElement().asString().contains("http/protobuf", "4318");
    ours.put("OTEL_SDK_DISABLED", "true");
    assertThat(Config.load(ours).traces().isOn()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "OTEL_EXPORTER_OTLP_ENDPOINT | collector:4318",
        "OTEL_EXPORTER_OTLP_ENDPOINT | http://user:password@collector:4318",
        "OTEL_EXPORTER_OTLP_HEADERS  | no-value",
        "OTEL_EXPORTER_OTLP_HEADERS  | a name=value",
        "OTEL_EXPORTER_OTLP_HEADERS  | name=two%0Alines",
        "OTEL_EXPORTER_OTLP_HEADERS  | name=%zz",
        "OTEL_EXPORTER_OTLP_PROTOCOL | thrift",
        "OTEL_RESOURCE_ATTRIBUTES    | =1",
        "OTEL_TRACES_SAMPLER         | sometimes",
        "OTEL_TRACES_SAMPLER_ARG     | 1.5",
        "OTEL_TRACES_SAMPLER_ARG     | NaN",
      })
  void load_badVariableOfOpenTelemetry_saysWhatWasExpected(String name, String value) {
    assertThat(problems(Map.of(name, value)))
        .singleElement()
        .asString()
        .startsWith(name + ": expected ");
  }

  private static Config load(String name, String value) {
    return Config.load(Map.of(name, value));
  }

  private static List<String> problems(Map<String, String> environment) {
    return catchThrowableOfType(
            ConfigurationRejectedException.class, () -> Config.load(environment))
        .problems();
  }
}
