package dev.botswain.http;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One line for each request. It never contains the query, the session id or any token, see
/// [ShownPath]. The log of this process writes from a queue, so a line does not make the event loop
/// wait.
final class AccessLog {
  private static final Logger LOG = LoggerFactory.getLogger("dev.botswain.api.requests");
  private static final int LONGEST_PATH = 256;

  private AccessLog() {}

  /// @param session its fingerprint, absent for a request without a session
  /// @param node which server answered; absent if this one did
  record Line(
      String method,
      String path,
      int status,
      long nanos,
      @Nullable String session,
      String requestId,
      String address,
      @Nullable String node) {}

  static void write(Line of) {
    if (!LOG.isInfoEnabled()) {
      return;
    }
    String path = of.path();
    var line =
        LOG.atInfo()
            .addKeyValue("method", of.method())
            .addKeyValue(
                "path",
                path.length() <= LONGEST_PATH ? path : path.substring(0, LONGEST_PATH) + "…")
            .addKeyValue("status", of.status())
            .addKeyValue("ms", of.nanos() / 1_000 / 1e3);
    if (of.session() != null) {
      line = line.addKeyValue("session", of.session());
    }
    if (of.node() != null) {
      line = line.addKeyValue("node", of.node());
    }
    line.addKeyValue("request", of.requestId()).addKeyValue("client", of.address()).log("Request");
  }
}
