package dev.botswain.discord.rest;

import dev.botswain.share.Shares;
import org.jspecify.annotations.Nullable;

/// The share of the connections to Discord for one queue, alone or together with others of the same
/// sharer, so that nobody takes those of all others, whatever the callers do. Bodies that arrive at
/// their senders' pace can hold a connection for minutes, and interactions need their answer within
/// three seconds: both have separate connections.
///
/// Confined to the queue's event loop, except for the sharer; the counts are shared by all queues.
final class ConnectionShare {
  private final Shares<Object> connections;
  private final Shares<Object> uploads;
  private final Shares<Object> interactions;
  private volatile Object sharer = this;

  /// Each counts by sharer.
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

  Object sharer() {
    return sharer;
  }

  /// What is taken from now on counts toward the share of another, which others may use too.
  void sharer(Object other) {
    sharer = other;
  }

  /// Whether other queues may hold places of the share.
  boolean isShared() {
    return sharer != this;
  }

  /// A place among the unfinished calls; null if there is none.
  @Nullable Place place(Shares<Object> calls) {
    Object of = sharer;
    return calls.take(of) == null ? new Place(calls, of) : null;
  }
}
