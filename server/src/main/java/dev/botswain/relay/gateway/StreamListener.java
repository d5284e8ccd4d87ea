package dev.botswain.relay.gateway;

import io.vertx.core.Future;
import java.util.function.Supplier;

/// What a [ClientStream] reports to its connection.
interface StreamListener {
  /// Everything that the client missed has been sent.
  void resumed(long events);

  /// The client claims to have received a number that was never sent.
  void invalidSequence();

  /// Events are lost, so the client must identify again.
  void lost();

  /// The client should reconnect, and resume where its bot lives then.
  ///
  /// @param parting ends the stream
  /// @return its result
  Future<Void> reconnect(Supplier<Future<Void>> parting);
}
