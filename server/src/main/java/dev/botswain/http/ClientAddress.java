package dev.botswain.http;

import dev.botswain.config.Cidr;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The caller's address behind reverse proxies. `X-Forwarded-For` lists the hops from left to
/// right, and every proxy adds its own peer at the right. So from the right, everything that
/// trusted proxies wrote is true, and the first address that is not theirs is the caller. Any
/// caller could have made up what is further left.
public final class ClientAddress {
  private final List<Cidr> trusted;

  ClientAddress(List<Cidr> trusted) {
    this.trusted = List.copyOf(trusted);
  }

  /// Whether the header of this peer is trusted.
  boolean trusts(String peer) {
    return !trusted.isEmpty() && isTrusted(parse(peer));
  }

  /// @param peer the address that the connection comes from, which is a trusted proxy
  /// @param forwarded the values of `X-Forwarded-For`, in order
  String caller(String peer, List<String> forwarded) {
    var caller = peer;
    for (int line = forwarded.size() - 1; line >= 0; line--) {
      var hops = forwarded.get(line).split(",", -1);
      for (int i = hops.length - 1; i >= 0; i--) {
        var hop = parse(withoutPort(hops[i].strip()));
        if (hop == null) {
          return caller;
        }
        caller = hop.getHostAddress();
        if (!isTrusted(hop)) {
          return caller;
        }
      }
    }
    return caller;
  }

  /// The key of limits by address: an IPv4 address, or the /64 network of an IPv6 address, because
  /// someone with one address of such a network has them all.
  public static String network(String address) {
    if (!(parse(address) instanceof Inet6Address six)) {
      return address;
    }
    return HexFormat.of().formatHex(six.getAddress(), 0, 8) + "/64";
  }

  private boolean isTrusted(@Nullable InetAddress address) {
    return address != null && trusted.stream().anyMatch(block -> block.contains(address));
  }

  /// Some proxies write `1.2.3.4:5678` or `[2001:db8::1]:5678`.
  private static String withoutPort(String hop) {
    if (hop.startsWith("[")) {
      int end = hop.indexOf(']');
      return end < 0 ? hop : hop.substring(1, end);
    }
    int colon = hop.indexOf(':');
    return colon >= 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop;
  }

  private static @Nullable InetAddress parse(String text) {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
