package dev.botswain.discord.rest;

import dev.botswain.share.Shares;
import org.jspecify.annotations.Nullable;

/// One queue's share of the connections to Discord, so that no bot takes those of all others,
/// whatever its callers do. Bodies that arrive at their senders' pace can hold a connection for
/// minutes, and interactions need their answer within three seconds: both have separate
/// connections.
///
/// Confined to the queue's event loop; the counts are shared by all queues.
final class ConnectionShare {
  private final Shares<Object> connections;
  private final Shares<Object> uploads;
  private final Shares<Object> interactions;

  /// Each counts by queue.
  ConnectionShare(Shares<Object> connections, Shares<Object> uploads, Shares<Object> interactions) {
    this.connections = connections;
    this.uploads = uploads;
    this.interactions = interactions;
  }

  /// Takes a place for a call that is about to be sent.
  ///
  /// @return null if there was one; otherwise the call must wait
  Shares.@Nullable Refusal take(RestCall call) {
    var kind = kind(call);
    var refused = kind.take(this);
    if (refused == null) {
      call.connectedIn = kind;
    }
    return refused;
  }

  /// A call no longer needs its connection. Further calls have no effect.
  void give(RestCall call) {
    if (call.connectedIn != null) {
      call.connectedIn.give(this);
      call.connectedIn = null;
    }
  }

  private Shares<Object> kind(RestCall call) {
    if (call.request().body() instanceof RestBody.Streamed) {
      return uploads;
    }
    return call.route().isInteraction() ? interactions : connections;
  }
}
