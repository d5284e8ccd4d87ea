package dev.botswain.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.config.Cidr;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {
  private final ClientAddress addresses =
      new ClientAddress(Stream.of("10.0.0.0/8", "fd00::/8").map(Cidr::parse).toList());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "198.51.100.1 | 198.51.100.1",
        "6.6.6.6, 198.51.100.1 | 198.51.100.1",
        "6.6.6.6, 198.51.100.1, 10.1.1.1 | 198.51.100.1",
        "198.51.100.1, fd00::5 | 198.51.100.1",
        "10.9.9.9, 10.1.1.1 | 10.9.9.9",
        "198.51.100.1:4711 | 198.51.100.1",
        "[2001:db8::1]:4711 | 2001:db8:0:0:0:0:0:1",
        "2001:db8::1 | 2001:db8:0:0:0:0:0:1",
        "6.6.6.6, not-an-address | 10.0.0.1",
        "6.6.6.6, not-an-address, 10.1.1.1 | 10.1.1.1",
        "6.6.6.6,, | 10.0.0.1",
        "'' | 10.0.0.1"
      })
  void caller_behindProxies_isTheRightmostUntrustedHop(String forwarded, String caller) {
    assertThat(addresses.caller("10.0.0.1", List.of(forwarded))).isEqualTo(caller);
  }

  @Test
  void caller_headerInSeveralLines_isReadFromTheLast() {
    assertThat(addresses.caller("10.0.0.1", List.of("6.6.6.6", "198.51.100.1, 10.1.1.1")))
        .isEqualTo("198.51.100.1");
    assertThat(addresses.caller("10.0.0.1", List.of("6.6.6.6", "10.1.1.1"))).isEqualTo("6.6.6.6");
  }

  @Test
  void caller_noHeader_isThePeer() {
    assertThat(addresses.caller("10.0.0.1", List.of())).isEqualTo("10.0.0.1");
  }

  @Test
  void trusts_onlyTheListed() {
    assertThat(addresses.trusts("10.200.0.1")).isTrue();
    assertThat(addresses.trusts("198.51.100.1")).isFalse();
    assertThat(new ClientAddress(List.of()).trusts("127.0.0.1")).isFalse();
  }

  @Test
  void network_ipv6_isShared_ipv4_isNot() {
    assertThat(ClientAddress.network("2001:db8::1"))
        .isEqualTo(ClientAddress.network("2001:db8:0:0:ffff::2"))
        .isNotEqualTo(ClientAddress.network("2001:db8:0:1::1"));
    assertThat(ClientAddress.network("198.51.100.1")).isEqualTo("198.51.100.1");
  }
}
