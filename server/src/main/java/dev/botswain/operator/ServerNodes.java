package dev.botswain.operator;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/// The nodes of this server's store, this one included, as the operator works with them.
/// Thread-safe.
public interface ServerNodes {

  /// Those that are alive, as this one sees them.
  List<Known> known();

  /// A node.
  ///
  /// @param url where other nodes reach it
  /// @param state `up` or `draining`
  /// @param me whether it is this one
  /// @param bots how many it owns
  record Known(UUID id, String url, String state, boolean me, int bots) {}

  /// Whether this node may act for its bots at the moment.
  boolean isLeased();

  /// This node gives its bots to others, and takes none. Does not wait until it has none.
  void drain();

  /// This node takes bots again.
  void undrain();

  /// Passes a bot of this node on to another.
  ///
  /// @return completes when it lives there; fails with a [CannotMoveException]
  Future<Void> move(long bot, UUID to);

  /// Asks the operator's API of another node ([Everywhere]).
  ///
  /// @return fails if it does not answer in this time
  Future<Buffer> ask(UUID node, Buffer question, Duration atMost);

  /// A bot could not be passed on to that node.
  final class CannotMoveException extends RuntimeException {
    public CannotMoveException(String why) {
      super(why);
    }
  }
}
