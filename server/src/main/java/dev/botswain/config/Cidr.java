package dev.botswain.config;

import java.net.InetAddress;
import java.util.Arrays;

/// A block of addresses, such as `10.0.0.0/8`, `2001:db8::/32`, or a single address. IPv4 and IPv6
/// blocks do not contain each other's addresses; an IPv4 address in its mapped form
/// (`::ffff:1.2.3.4`) counts as IPv4.
///
/// @param network the first address of the block
/// @param prefix how many leading bits an address must share with the network
public record Cidr(InetAddress network, int prefix) {

  public Cidr {
    if (prefix < 0 || prefix > network.getAddress().length * 8) {
      throw new IllegalArgumentException("no such prefix length: " + prefix);
    }
  }

  /// @throws IllegalArgumentException if `text` is not a numeric address or block; names are not
  ///   resolved
  public static Cidr parse(String text) {
    int slash = text.indexOf('/');
    var network = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
    int bits = network.getAddress().length * 8;
    return new Cidr(network, slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1)));
  }

  public boolean contains(InetAddress address) {
    byte[] ours = network.getAddress();
    byte[] theirs = address.getAddress();
    if (ours.length != theirs.length) {
      return false;
    }
    int whole = prefix / 8;
    int rest = prefix % 8;
    return Arrays.equals(ours, 0, whole, theirs, 0, whole)
        && (rest == 0 || (ours[whole] ^ theirs[whole]) >> (8 - rest) == 0);
  }

  @Override
  public String toString() {
    return network.getHostAddress() + "/" + prefix;
  }
}
