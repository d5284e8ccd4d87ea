package dev.botswain.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookUrlTest {

  @ParameterizedTest
  @CsvSource({
    "https://example.org,                 true,  example.org,        443,  example.org,           /",
    "HTTPS://Example.ORG/Hook?a=B,        true,  example.org,        443,  example.org,           /Hook?a=B",
    "http://example.org?x,                false, example.org,        80,   example.org,           /?x",
    "http://example.org:443/,             false, example.org,        443,  example.org:443,       /",
    "https://example.org:8443/%C3%A4/,    true,  example.org,        8443, example.org:8443,      /%C3%A4/",
    "https://example.org./,               true,  example.org,        443,  example.org,           /",
    "https://xn--bcher-kva.example/,      true,  xn--bcher-kva.example, 443, xn--bcher-kva.example, /",
    "http://my_service:8080/in,           false, my_service,         8080, my_service:8080,       /in",
    "http://93.184.216.34/,               false, 93.184.216.34,      80,   93.184.216.34,         /",
    "http://[2606:2800:220:1::1]:8080/,   false, 2606:2800:220:1:0:0:0:1, 8080, '[2606:2800:220:1:0:0:0:1]:8080', /",
    "http://[::ffff:93.184.216.34]/,      false, 93.184.216.34,      80,   93.184.216.34,         /",
    "http://a.1password.com/,             false, a.1password.com,    80,   a.1password.com,       /",
    "http://0x7f.example/,                false, 0x7f.example,       80,   0x7f.example,          /",
  })
  void parse_url_isTakenApart(
      String text, boolean secure, String host, int port, String authority, String target) {
    var url = WebhookUrl.parse(text);

    assertThat(url.secure()).isEqualTo(secure);
    assertThat(url.host()).isEqualTo(host);
    assertThat(url.port()).isEqualTo(port);
    assertThat(url.authority()).isEqualTo(authority);
    assertThat(url.target()).isEqualTo(target);
    assertThat(url.text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.org",
        "//example.org/",
        "ftp://example.org/",
        "file:///etc/passwd",
        "gopher://example.org/",
        "javascript:alert(1)",
        "https:",
        "https://",
        "https:///path",
        "https:example.org",
        "https:/example.org",
        "https://:443/",
        "https://user@example.org/",
        "https://user:word@example.org/",
        "https://example.org@127.0.0.1/",
        "https://@example.org/",
        "https://example.org/#fragment",
        "https://example.org/#",
        "https://example.org:0/",
        "https://example.org:65536/",
        "https://example.org:/",
        "https://example.org:-1/",
        "https://example.org:+80/",
        "https://example.org:80:80/",
        "https://exa mple.org/",
        "https://example.org/a b",
        "https://example.org\r\nX-Evil:1/",
        "https://example.org/\r\nX-Evil:1",
        "https://example.org\\@127.0.0.1/",
        "https://example.org/\\..",
        "https://exam%70le.org/",
        "https://example..org/",
        "https://.example.org/",
        "https://example.org../",
        "https://-example.org/",
        "https://example-.org/",
        "https://*.example.org/",
        "https://bücher.example/",
        "https://example\u3002org/",
        "https://①②⑦.⓪.⓪.①/",
        "https://[::1/",
        "https://::1/",
        "https://[]/",
        "https://[127.0.0.1]/",
        "https://[example.org]/",
        "https://[v1.x]/",
        "https://[fe80::1%25eth0]/",
        "https://[fe80::1%eth0]/",
        "https://[::1]:x/",
        "https://[::1]x/",
      })
  void parse_whatNoWebhookMayHave_isRefused(String text) {
    assertThatThrownBy(() -> WebhookUrl.parse(text)).isInstanceOf(WebhookUrlRefusedException.class);
  }

  /// Programs read these as 127.0.0.1, or as something else.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0x7F.0.0.1/",
        "http://0x7f.1/",
        "http://017700000001/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://127.0.1/",
        "http://127.0.0.1.1/",
        "http://127.0.0.01/",
        "http://127.0.0.0x1/",
        "http://127.0.0.256/",
        "http://0/",
        "http://00000000/",
        "http://0x/",
        "http://foo.1/",
        "http://127.0.0.1../",
        "http://4294967296/",
        "http://99999999999999999999/",
      })
  void parse_oddFormOfAnIpv4Address_isRefused(String text) {
    assertThatThrownBy(() -> WebhookUrl.parse(text)).isInstanceOf(WebhookUrlRefusedException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {22, 25, 53, 465, 6000, 6667, 10080})
  void parse_portOfAnotherProtocol_isRefused(int port) {
    assertThatThrownBy(() -> WebhookUrl.parse("http://example.org:" + port + "/"))
        .isInstanceOf(WebhookUrlRefusedException.class)
        .hasMessageContaining("belongs to another protocol");
  }

  @Test
  void parse_longUrl_isTakenUpToItsBound() {
    var longest = "https://example.org/" + "a".repeat(2_048 - 20);

    assertThat(WebhookUrl.parse(longest).target()).hasSize(2_048 - 19);
    assertThatThrownBy(() -> WebhookUrl.parse(longest + "a"))
        .isInstanceOf(WebhookUrlRefusedException.class)
        .hasMessageContaining("longer than 2048");
  }

  @Test
  void parse_longHost_isTakenUpToItsBound() {
    var label = "a".repeat(63);
    var longest = String.join(".", label, label, label, "a".repeat(61));

    assertThat(WebhookUrl.parse("http://" + longest + "/").host()).hasSize(253);
    assertThatThrownBy(() -> WebhookUrl.parse("http://a" + longest + "/"))
        .isInstanceOf(WebhookUrlRefusedException.class);
    assertThatThrownBy(() -> WebhookUrl.parse("http://" + label + "a.org/"))
        .isInstanceOf(WebhookUrlRefusedException.class);
  }
}
