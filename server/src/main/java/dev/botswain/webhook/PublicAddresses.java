package dev.botswain.webhook;

import dev.botswain.config.Cidr;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Which addresses are public: reachable for anyone on the internet. An IPv6 address that stands
/// for an IPv4 address counts as that address.
///
/// Sources: <https://www.iana.org/assignments/iana-ipv4-special-registry> and
/// <https://www.iana.org/assignments/iana-ipv6-special-registry>.
final class PublicAddresses {
  private static final List<Cidr> SPECIAL =
      Stream.of(
              "0.0.0.0/8", // this network
              "10.0.0.0/8", // private
              "100.64.0.0/10", // shared by a carrier's customers; 100.100.100.200 serves metadata
              "127.0.0.0/8", // loopback
              "168.63.129.16", // Azure's platform, although the address is public
              "169.254.0.0/16", // link-local; 169.254.169.254 serves metadata
              "172.16.0.0/12", // private
              "192.0.0.0/24", // protocol assignments; 192.0.0.192 serves metadata
              "192.0.2.0/24", // documentation
              "192.88.99.0/24", // relays of 6to4
              "192.168.0.0/16", // private
              "198.18.0.0/15", // benchmarks
              "198.51.100.0/24", // documentation
              "203.0.113.0/24", // documentation
              "224.0.0.0/4", // multicast
              "240.0.0.0/4", // reserved, and broadcast
              "2001::/23", // protocol assignments, including Teredo and benchmarks
              "2001:db8::/32", // documentation
              "2002::/16", // 6to4, which can hold any IPv4 address
              "3fff::/20") // documentation
          .map(Cidr::parse)
          .toList();

  /// The whole allocated space; loopback, link-local, multicast and private addresses are outside
  /// it.
  private static final Cidr IPV6 = Cidr.parse("2000::/3");

  private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};
  private static final Cidr NAT64 = Cidr.parse("64:ff9b::/96");
  private static final Cidr LOOPBACK_4 = Cidr.parse("127.0.0.0/8");
  private static final Cidr LOOPBACK_6 = Cidr.parse("::1");

  private PublicAddresses() {}

  static boolean contains(InetAddress address) {
    var meant = meant(address);
    boolean given = meant.getAddress().length == 4 || IPV6.contains(meant);
    return given && SPECIAL.stream().noneMatch(block -> block.contains(meant));
  }

  static boolean isLoopback(InetAddress address) {
    var meant = meant(address);
    return LOOPBACK_4.contains(meant) || LOOPBACK_6.contains(meant);
  }

  private static InetAddress meant(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (!isMapped(bytes) && !NAT64.contains(address)) {
      return address;
    }
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(bytes, 12, 16));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address may have 4 bytes", e);
    }
  }

  /// Whether it has the form `::ffff:192.0.2.1`. A Cidr cannot decide this, because Java parses
  /// such a block as IPv4.
  private static boolean isMapped(byte[] address) {
    return address.length == 16 && Arrays.equals(address, 0, 12, MAPPED, 0, 12);
  }
}
