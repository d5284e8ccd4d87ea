package dev.botswain.sim.gateway;

import dev.botswain.sim.gateway.ReplayLog.Sent;
import dev.botswain.sim.world.Viewer;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an IDENTIFY starts: a stream of numbered events for one shard of a bot. It outlives its
/// connections.
final class Session {
  private final String id;
  private final Viewer viewer;
  private final Shard shard;
  private final ArrayDeque<Sent> sent = new ArrayDeque<>();
  private final ReplayLog log;
  private @Nullable Connection connection;
  private long seq;
  private long forgotten;
  private long detachedAt;

  Session(String id, Viewer viewer, Shard shard, ReplayLog log) {
    this.id = id;
    this.viewer = viewer;
    this.shard = shard;
    this.log = log;
  }

  String id() {
    return id;
  }

  Viewer viewer() {
    return viewer;
  }

  Shard shard() {
    return shard;
  }

  /// The number of the last event.
  long seq() {
    return seq;
  }

  @Nullable Connection connection() {
    return connection;
  }

  void attach(Connection connection) {
    this.connection = connection;
  }

  /// Continues without a connection.
  ///
  /// @param now milliseconds since 1970
  void detach(long now) {
    this.connection = null;
    this.detachedAt = now;
  }

  /// How long it has been without a connection, in milliseconds; 0 if it has one.
  long awayMs(long now) {
    return connection == null ? Math.max(0, now - detachedAt) : 0;
  }

  /// Whether it has been without a connection since before `time`.
  boolean detachedBefore(long time) {
    return connection == null && detachedAt < time;
  }

  /// Numbers an event, keeps it, and sends it if there is a connection.
  void send(String type, byte[] data, long now) {
    seq++;
    var event = new Sent(this, type, seq, data, now);
    sent.addLast(event);
    log.add(event);
    if (connection != null) {
      connection.dispatch(type, seq, data);
    }
  }

  /// Whether all events after `last` are still here.
  boolean canReplayAfter(long last) {
    return last >= forgotten;
  }

  /// The events after `last`, in order.
  List<Sent> after(long last) {
    return sent.stream().filter(event -> event.seq() > last).toList();
  }

  void forget(Sent oldest) {
    if (sent.peekFirst() == oldest) {
      sent.removeFirst();
      forgotten = oldest.seq();
    }
  }

  /// Drops everything that was kept, when the session is over.
  void end() {
    connection = null;
    sent.clear();
    forgotten = Long.MAX_VALUE;
  }
}
