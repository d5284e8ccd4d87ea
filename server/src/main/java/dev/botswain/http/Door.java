package dev.botswain.http;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.botswain.limit.Limit;
import dev.botswain.share.Shares;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/// Bounds the connections, each network with a share. A peer that has named no session and keeps
/// the server waiting, with half a request or none, is a stranger, of which fewer are allowed: the
/// one that has waited longest makes room for the next, so that a peer that sends its request at
/// once gets in.
///
/// Thread-safe. Connections from trusted proxies count towards the total, but have no share.
final class Door {
  private final Shares<Object> connected;
  private final Shares<Object> streams = Limit.STREAMS.shares();
  private final long mostStrangers;
  private final long strangersShare;
  private final SequencedSet<Peer> strangers = new LinkedHashSet<>();
  private final Map<String, SequencedSet<Peer>> byNetwork = new HashMap<>();

  /// @param files how many the process may open: three quarters of them may be connections with
  ///   callers, an eighth with strangers, so that some always remain for Discord, webhooks and the
  ///   store
  Door(long files) {
    connected = Limit.CONNECTIONS.shares(Math.min(Limit.CONNECTIONS.total(), files / 4 * 3));
    mostStrangers = Math.min(Limit.STRANGERS.total(), files / 8);
    strangersShare = Math.min(Limit.STRANGERS.share(), Math.max(1, mostStrangers / 2));
  }

  /// The limit that the operating system sets for this process.
  static long openFiles() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getMaxFileDescriptorCount()
        : Long.MAX_VALUE;
  }

  /// A peer has connected.
  ///
  /// @return whether there is room
  boolean open(Peer peer) {
    return connected.take(peer.sharer()) == null;
  }

  /// A peer that was let in is gone.
  void close(Peer peer) {
    waitsNoMore(peer);
    connected.give(peer.sharer());
  }

  /// A request over HTTP/2 wants to begin.
  ///
  /// @return whether there is room
  boolean begin(Peer peer) {
    return streams.take(peer.sharer()) == null;
  }

  /// A request that could begin has its answer.
  void end(Peer peer) {
    streams.give(peer.sharer());
  }

  /// The server waits for a stranger from now on.
  void waits(Peer peer) {
    if (!peer.proxy()) {
      Peer oldest = add(peer);
      if (oldest != null) {
        oldest.cut();
      }
    }
  }

  private synchronized @Nullable Peer add(Peer peer) {
    if (!strangers.add(peer)) {
      return null;
    }
    var neighbours = byNetwork.computeIfAbsent(peer.network(), _ -> new LinkedHashSet<>());
    neighbours.add(peer);
    SequencedSet<Peer> crowd =
        neighbours.size() > strangersShare
            ? neighbours
            : strangers.size() > mostStrangers ? strangers : null;
    if (crowd == null) {
      return null;
    }
    Peer oldest = crowd.getFirst();
    remove(oldest);
    return oldest;
  }

  /// They wait for the server, or are no longer strangers.
  synchronized void waitsNoMore(Peer peer) {
    remove(peer);
  }

  private void remove(Peer peer) {
    if (strangers.remove(peer)) {
      byNetwork.computeIfPresent(
          peer.network(),
          (_, neighbours) -> {
            neighbours.remove(peer);
            return neighbours.isEmpty() ? null : neighbours;
          });
    }
  }
}
