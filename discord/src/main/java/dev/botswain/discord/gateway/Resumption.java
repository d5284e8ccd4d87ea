package dev.botswain.discord.gateway;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// The gateway session of a shard: how far it has come, and whether and where it can be resumed.
///
/// Confined to the bot's event loop, except [#point].
final class Resumption {
  /// After this many failed RESUMEs in a row the session is given up, so that an event that cannot
  /// be parsed does not keep the bot away forever. After the pauses between them Discord has
  /// forgotten the session anyway.
  private static final int MOST_RESUMES = 12;

  private volatile @Nullable ResumePoint point;
  private boolean urlFailed;
  private int sent;

  /// Where the session could be resumed. Readable from any thread.
  @Nullable ResumePoint point() {
    return point;
  }

  void set(@Nullable ResumePoint from) {
    point = from;
  }

  /// The address for resuming.
  ///
  /// @param gateway the address for IDENTIFY
  URI url(ResumePoint from, URI gateway) {
    return urlFailed ? gateway : from.resumeUrl();
  }

  /// A RESUME was sent.
  void sent() {
    sent++;
  }

  /// The connection was not established, or RESUME not answered. Discord's resume hosts have been
  /// down while the gateway itself was up (2026-09-01), so the two take turns.
  void failed() {
    urlFailed = !urlFailed;
  }

  /// A RESUME had a result.
  void progressed() {
    sent = 0;
  }

  /// READY or RESUMED came.
  void connected() {
    urlFailed = false;
    sent = 0;
  }

  /// Records how far the session has come.
  ///
  /// @param gateway the address for resuming if READY does not give one
  /// @param secure as in [Handshake#ready]
  /// @return false if Discord has sent the dispatch before, as it may after a RESUME
  boolean advance(Dispatch dispatch, URI gateway, boolean secure) {
    ResumePoint before = point;
    if (dispatch.type().equals("READY")) {
      point = Handshake.ready(dispatch, gateway, secure);
    } else if (before != null) {
      if (dispatch.sequence() <= before.sequence()) {
        return false;
      }
      point = new ResumePoint(before.sessionId(), before.resumeUrl(), dispatch.sequence());
    }
    return true;
  }

  /// The sequence of the last dispatch; -1 if there is none.
  long lastSequence() {
    ResumePoint now = point;
    return now == null ? -1 : now.sequence();
  }

  /// Whether there is still a session to resume. If not, its state is dropped.
  boolean goesOn() {
    if (point != null && sent < MOST_RESUMES) {
      return true;
    }
    point = null;
    urlFailed = false;
    sent = 0;
    return false;
  }
}
