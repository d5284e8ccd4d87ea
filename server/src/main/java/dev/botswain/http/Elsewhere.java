package dev.botswain.http;

import java.util.function.Supplier;

/// Knows which requests another server of ours has to answer, and passes them on.
@FunctionalInterface
public interface Elsewhere {

  /// Called on an event loop for every request that is sound, before its caller is known; and, if
  /// everybody may do what it asks, once more with its body.
  ///
  /// @param passage to be asked for only if this takes the request
  /// @param here continues with the request on this server; on its event loop, once
  /// @return whether this takes the request: it ends it, or continues with it here
  /// @throws RequestRefusedException if it can be answered nowhere
  boolean takes(Sought sought, Supplier<Passage> passage, Runnable here);
}
