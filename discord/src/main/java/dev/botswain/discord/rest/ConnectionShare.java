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

  /// The kind of connection that a request needs.
  Shares<Object> kind(RestRequest request, Route route) {
    if (request.body() instanceof RestBody.Streamed) {
      return uploads;
    }
    return route.isInteraction() ? interactions : connections;
  }

  /// Takes a place of a kind.
  ///
  /// @return null if there was one; otherwise the call must wait
  Shares.@Nullable Refusal take(Shares<Object> kind) {
    return kind.take(this);
  }

  /// Gives a place back, if there is one.
  void give(@Nullable Shares<Object> kind) {
    if (kind != null) {
      kind.give(this);
    }
  }
}
