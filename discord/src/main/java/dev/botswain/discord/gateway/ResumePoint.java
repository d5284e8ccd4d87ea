package dev.botswain.discord.gateway;

import java.net.URI;

/// Everything needed to resume a gateway session from another connection, or from another process.
///
/// @param sessionId Discord's id of the session, from READY
/// @param resumeUrl where Discord expects the RESUME, from READY
/// @param sequence the last `s` that was received
public record ResumePoint(String sessionId, URI resumeUrl, long sequence) {
  /// The session id is a secret: together with the token it takes the session over.
  @Override
  public String toString() {
    return "ResumePoint[" + resumeUrl.getHost() + ", " + sequence + "]";
  }
}
