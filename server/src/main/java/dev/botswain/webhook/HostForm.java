package dev.botswain.webhook;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/// The host of a URL, in the one form that is used everywhere.
///
/// Programs disagree on the meaning of `0x7f.1`, `2130706433` or `127.0.0.1.`. So there is one form
/// of an IPv4 address, four decimal numbers, and nothing that any program could read as another
/// form is accepted as a name.
///
/// @param name in lower case, without a trailing dot; or the numeric address, without brackets
/// @param address present if the host is an address
record HostForm(String name, Optional<InetAddress> address) {
  private static final int LONGEST_NAME = 253;

  private static final Pattern DOTTED_QUAD =
      Pattern.compile("(?:(?:0|[1-9]\\d{0,2})\\.){3}(?:0|[1-9]\\d{0,2})");

  /// Follows <https://url.spec.whatwg.org/#ends-in-a-number-checker>.
  private static final Pattern ENDS_IN_A_NUMBER = Pattern.compile("(?:.*\\.)?(?:\\d+|0x[0-9a-f]*)");

  private static final Pattern LABELS =
      Pattern.compile(
          "[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*");

  /// @param text lower-case ASCII
  static HostForm of(String text) {
    if (text.startsWith("[")) {
      return inBrackets(text);
    }
    var name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    if (ENDS_IN_A_NUMBER.matcher(name).matches()) {
      return figures(name);
    }
    if (name.length() > LONGEST_NAME || !LABELS.matcher(name).matches()) {
      throw new WebhookUrlRefusedException("the URL's host name is not valid");
    }
    return new HostForm(name, Optional.empty());
  }

  /// As it appears in a URL or a Host header.
  String written() {
    return name.contains(":") ? "[" + name + "]" : name;
  }

  private static HostForm inBrackets(String text) {
    var figures = text.substring(1, text.length() - 1);
    if (!figures.contains(":") || figures.contains("%")) {
      throw new WebhookUrlRefusedException("the text in brackets must be an IPv6 address");
    }
    return literal(figures);
  }

  private static HostForm figures(String text) {
    if (!DOTTED_QUAD.matcher(text).matches()) {
      throw new WebhookUrlRefusedException(
          "an IPv4 address is written as four decimal numbers, such as 192.0.2.1");
    }
    return literal(text);
  }

  private static HostForm literal(String figures) {
    try {
      var address = InetAddress.ofLiteral(figures);
      return new HostForm(address.getHostAddress(), Optional.of(address));
    } catch (IllegalArgumentException e) {
      throw new WebhookUrlRefusedException("the URL's host is not a valid address");
    }
  }
}
