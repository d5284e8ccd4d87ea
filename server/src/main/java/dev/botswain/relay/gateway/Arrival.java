package dev.botswain.relay.gateway;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// How a client has reached this node.
///
/// @param version of the protocol
/// @param encoding of what it sends
/// @param url where it should resume
/// @param network its own, or of the node that passes it on
/// @param isPassedOn whether another node passes it on: that one has said HELLO, and encodes and
///   compresses what the client gets
/// @param known to be called when it has named a session
record Arrival(
    int version,
    ClientEncoding encoding,
    String url,
    String network,
    boolean isPassedOn,
    Runnable known) {
  static final String URL = "url";

  /// Where to pass it on at another node.
  String uri() {
    return "%s?v=%s&encoding=%s&%s=%s"
        .formatted(
            GatewayRelay.NODE_PATH,
            version,
            encoding.label(),
            URL,
            URLEncoder.encode(url, StandardCharsets.UTF_8));
  }
}
