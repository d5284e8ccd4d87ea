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
  static void write(
      String method,
      String path,
      int status,
      long nanos,
      @Nullable String session,
      String requestId,
      String address) {
    if (!LOG.isInfoEnabled()) {
      return;
    }
    var line =
        LOG.atInfo()
            .addKeyValue("method", method)
            .addKeyValue(
                "path",
                path.length() <= LONGEST_PATH ? path : path.substring(0, LONGEST_PATH) + "…")
            .addKeyValue("status", status)
            .addKeyValue("ms", nanos / 1_000 / 1e3);
    if (session != null) {
      line = line.addKeyValue("session", session);
    }
    line.addKeyValue("request", requestId).addKeyValue("client", address).log("Request");
  }
}
