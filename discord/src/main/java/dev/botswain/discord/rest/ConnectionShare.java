package dev.botswain.discord.rest;

import dev.botswain.share.Shares;
import org.jspecify.annotations.Nullable;

/// What one queue has of the connections to Discord, so that no bot takes those of all others,
/// whatever its callers do. Bodies that come at their senders' pace can hold one for minutes, and
/// interactions want their answer within three seconds: both have connections apart from the rest.
///
/// Confined to the queue's event loop; the counts are all queues'.
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

  /// Takes a place for a call that is to be sent.
  ///
  /// @return null if there was one; else the call must wait
  Shares.@Nullable Refusal take(RestCall call) {
    var kind = kind(call);
    var refused = kind.take(this);
    if (refused == null) {
      call.connectedIn = kind;
    }
    return refused;
  }

  /// A call needs its connection no more. Once is enough.
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
