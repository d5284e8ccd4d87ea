package dev.botswain.discord.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayUrlTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wss://gateway.discord.gg",
        "WSS://gateway.discord.gg/",
        "wss://gateway-us-east1-b.discord.gg:443/?x=y",
        "wss://[::1]:8443/gateway",
        "wss://127.0.0.1:1",
        "wss://localhost:65535",
      })
  void of_webSocketOverTls_isTaken(String url) {
    assertThat(GatewayUrl.of(url, true)).isEqualTo(URI.create(url));
  }

  @Test
  void of_plainWebSocket_isTakenOnlyWhereTheApiIsPlainToo() {
    assertThat(GatewayUrl.of("ws://localhost:8080", false)).hasScheme("ws");
    assertThatThrownBy(() -> GatewayUrl.of("ws://gateway.discord.gg", true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("wss://");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "gateway.discord.gg",
        "//gateway.discord.gg",
        "https://gateway.discord.gg",
        "http://gateway.discord.gg",
        "file:///etc/passwd",
        "wss:",
        "wss://",
        "wss:///path",
        "wss:gateway.discord.gg",
        "wss://user@gateway.discord.gg",
        "wss://user:word@gateway.discord.gg",
        "wss://@gateway.discord.gg",
        "wss://gateway.discord.gg\r\nX-Evil: 1",
        "wss://gateway.discord.gg/a b",
        "wss://gateway discord.gg",
        "wss://gateway_underscore.discord.gg",
        "wss://gateway.discord.gg:0",
        "wss://gateway.discord.gg:65536",
        "wss://gateway.discord.gg:99999",
        "wss://gateway.discord.gg:-1",
        "wss://gateway.discord.gg:port",
      })
  void of_anythingElse_isRefused(String url) {
    assertThatThrownBy(() -> GatewayUrl.of(url, false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "wss://g, NONE, '/?v=10&encoding=json'",
    "wss://g, ZLIB_STREAM, '/?v=10&encoding=json&compress=zlib-stream'",
    "wss://g/gate/way, NONE, '/gate/way?v=10&encoding=json'",
    "'wss://g/?v=6&encoding=etf#x', NONE, '/?v=10&encoding=json'",
    "'wss://g?compress=zstd-stream', NONE, '/?v=10&encoding=json'",
    "'wss://g/w?region=eu%20west&v=9&k', NONE, '/w?v=10&encoding=json&region=eu%20west&k'",
    "'wss://g/?&', NONE, '/?v=10&encoding=json'",
  })
  void requestUri_anyAddress_asksForWhatWeSpeak(URI url, Compression compression, String expected) {
    assertThat(GatewayUrl.requestUri(url, compression)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"wss://g, 443", "ws://g, 80", "wss://g:1, 1", "WSS://g, 443", "ws://g:65535, 65535"})
  void port_notNamed_isTheSchemes(URI url, int port) {
    assertThat(GatewayUrl.port(url)).isEqualTo(port);
  }
}
