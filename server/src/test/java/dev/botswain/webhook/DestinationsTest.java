package dev.botswain.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.botswain.config.Reach;
import dev.botswain.net.Names;
import dev.botswain.webhook.DeliveryOutcome.Failed.Reason;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class DestinationsTest {
  private static final String NAME = "https://receiver.test/";

  private static final List<String> PUBLIC =
      List.of(
          "1.1.1.1",
          "93.184.216.34",
          "9.255.255.255",
          "11.0.0.0",
          "100.63.255.255",
          "100.128.0.0",
          "126.255.255.255",
          "128.0.0.1",
          "168.63.129.17",
          "169.253.255.255",
          "172.15.255.255",
          "172.32.0.0",
          "192.0.1.0",
          "192.167.255.255",
          "198.17.255.255",
          "198.20.0.0",
          "223.255.255.255",
          "2606:4700::1111",
          "2001:200::1",
          "2001:4860:4860::8888",
          "2a00::1",
          "64:ff9b::1.1.1.1");

  private static final List<String> LOOPBACK =
      List.of("127.0.0.1", "127.1.2.3", "127.255.255.255", "::1", "64:ff9b::127.0.0.1");

  private static final List<String> PRIVATE =
      List.of(
          "0.0.0.0",
          "0.1.2.3",
          "10.0.0.1",
          "10.255.255.255",
          "100.64.0.1",
          "100.100.100.200",
          "100.127.255.255",
          "168.63.129.16",
          "169.254.0.1",
          "169.254.169.254",
          "172.16.0.1",
          "172.31.255.255",
          "192.0.0.1",
          "192.0.0.192",
          "192.0.2.1",
          "192.88.99.1",
          "192.168.0.1",
          "192.168.255.255",
          "198.18.0.1",
          "198.19.255.255",
          "198.51.100.1",
          "203.0.113.1",
          "224.0.0.1",
          "239.255.255.255",
          "240.0.0.1",
          "255.255.255.255",
          "::",
          "::2",
          "::127.0.0.1",
          "::a9fe:a9fe",
          "::ffff:0:127.0.0.1",
          "64:ff9b::10.0.0.1",
          "64:ff9b::169.254.169.254",
          "64:ff9b:1::7f00:1",
          "100::1",
          "2001::1",
          "2001:0:7f00:1::1",
          "2001:2::1",
          "2001:db8::1",
          "2002:7f00:1::1",
          "2002:a9fe:a9fe::1",
          "3fff::1",
          "4000::1",
          "5f00::1",
          "fc00::1",
          "fd00:ec2::254",
          "fd20:ce::254",
          "fe80::1",
          "fec0::1",
          "ff02::1");

  private static final List<String> ALL =
      Stream.of(PUBLIC, LOOPBACK, PRIVATE).flatMap(List::stream).toList();

  @ParameterizedTest
  @FieldSource("PUBLIC")
  void publicAddress_anyReach_isAllowed(String address) {
    for (var reach : Reach.values()) {
      assertThat(isParsed(reach, address)).isTrue();
      assertThat(isResolved(reach, InetAddress.ofLiteral(address))).isTrue();
    }
  }

  @ParameterizedTest
  @FieldSource("LOOPBACK")
  void loopbackAddress_isAllowedWhereLoopbackIs(String address) {
    for (var reach : Reach.values()) {
      assertThat(isParsed(reach, address)).isEqualTo(reach != Reach.PUBLIC);
      assertThat(isResolved(reach, InetAddress.ofLiteral(address)))
          .isEqualTo(reach != Reach.PUBLIC);
    }
  }

  @ParameterizedTest
  @FieldSource("PRIVATE")
  void privateAddress_isAllowedWhereAllAre(String address) {
    for (var reach : Reach.values()) {
      assertThat(isParsed(reach, address)).isEqualTo(reach == Reach.ANY);
      assertThat(isResolved(reach, InetAddress.ofLiteral(address))).isEqualTo(reach == Reach.ANY);
    }
  }

  @ParameterizedTest
  @FieldSource("ALL")
  void ipv4Address_inItsMappedForm_isWhatItIs(String address) throws UnknownHostException {
    byte[] bytes = InetAddress.ofLiteral(address).getAddress();
    if (bytes.length == 4) {
      byte[] mapped = Arrays.copyOf(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1}, 16);
      System.arraycopy(bytes, 0, mapped, 12, 4);

      assertThat(isResolved(Reach.PUBLIC, Inet6Address.getByAddress(null, mapped, -1)))
          .isEqualTo(PUBLIC.contains(address));
      assertThat(isParsed(Reach.PUBLIC, "::ffff:" + address)).isEqualTo(PUBLIC.contains(address));
    }
  }

  @Test
  void parse_thisMachineByName_isRefusedUnlessLoopbackIsAllowed() {
    for (var url : List.of("http://localhost/", "http://LOCALHOST./", "http://a.localhost:8080/")) {
      assertThatThrownBy(() -> destinations(Reach.PUBLIC).parse(url))
          .isInstanceOf(WebhookUrlRefusedException.class)
          .hasMessageContaining("this machine");
      assertThat(destinations(Reach.LOOPBACK).parse(url).text()).isEqualTo(url);
    }
  }

  @Test
  void resolve_oneAddressOfManyIsPrivate_refusesTheName() {
    var destinations = destinations(Reach.PUBLIC, "1.1.1.1", "10.0.0.1", "8.8.8.8");

    assertThat(reason(destinations)).isEqualTo(Reason.ADDRESS_REFUSED);
  }

  @Test
  void resolve_manyAddresses_givesEachItsTurn() {
    var destinations = destinations(Reach.PUBLIC, "1.1.1.1", "8.8.8.8");
    var url = destinations.parse(NAME);

    assertThat(List.of(0, 1, 2))
        .extracting(tries -> destinations.resolve(url, tries).result().getFirst().getHostAddress())
        .containsExactly("1.1.1.1", "8.8.8.8", "1.1.1.1");
  }

  @Test
  void resolve_noAddress_fails() {
    assertThat(reason(destinations(Reach.ANY))).isEqualTo(Reason.NOT_RESOLVED);
    assertThat(
            reason(
                new Destinations(
                    _ -> Future.failedFuture(new UnknownHostException()), Reach.PUBLIC)))
        .isEqualTo(Reason.NOT_RESOLVED);
  }

  @Test
  void resolve_addressInFigures_asksNobody() {
    var destinations = new Destinations(_ -> Future.failedFuture("asked"), Reach.PUBLIC);

    assertThat(destinations.resolve(destinations.parse("https://1.1.1.1/"), 7).result())
        .containsExactly(InetAddress.ofLiteral("1.1.1.1"));
  }

  @Test
  void names_localhost_areInTheHostTable() {
    var vertx = Vertx.vertx();
    try {
      assertThat(Names.ofDns(vertx).resolve("localhost").await())
          .isNotEmpty()
          .allMatch(InetAddress::isLoopbackAddress);
    } finally {
      vertx.close().await();
    }
  }

  private static boolean isParsed(Reach reach, String address) {
    try {
      destinations(reach)
          .parse("http://" + (address.contains(":") ? "[" + address + "]" : address) + "/");
      return true;
    } catch (WebhookUrlRefusedException refused) {
      return false;
    }
  }

  private static boolean isResolved(Reach reach, InetAddress address) {
    var destinations = new Destinations(_ -> Future.succeededFuture(List.of(address)), reach);
    return destinations.resolve(destinations.parse(NAME), 0).succeeded();
  }

  private static Reason reason(Destinations destinations) {
    var failure = destinations.resolve(destinations.parse(NAME), 0).cause();
    return ((AttemptFailedException) failure).reason;
  }

  private static Destinations destinations(Reach reach, String... addresses) {
    var resolved = Stream.of(addresses).map(InetAddress::ofLiteral).toList();
    return new Destinations(_ -> Future.succeededFuture(resolved), reach);
  }
}
