package dev.botswain.action;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

/// Remembers the requests of keys and their outcomes. Called on virtual threads, where it may wait.
interface IdempotencyKeys {

  /// How long a key is remembered after its first use.
  Duration KEPT = Duration.ofHours(24);

  /// A key.
  ///
  /// @param owner toward whose share it counts in memory
  /// @param bot toward whose it counts in the store
  /// @param text unique over all bots
  record Key(String owner, long bot, String text) {}

  /// Claims a key. If another request with it is in progress, waits for its outcome.
  ///
  /// @param request a digest of the request with the key
  /// @param recording begins in one transaction with a new key
  /// @throws TimeoutException if that takes longer than `most`
  Claim claim(Key key, String request, Duration most, Recording recording)
      throws TimeoutException, InterruptedException;

  /// Records the outcome of the first request with this key.
  void settle(Key key, Outcome outcome);

  /// The first request with this key had no effect: the next one is the first.
  void forget(Key key);

  /// What is known of a key.
  sealed interface Claim {
    /// The key is new. Must be followed by [#settle] or [#forget].
    record First() implements Claim {}

    /// The same request had this outcome.
    record Answered(Outcome outcome) implements Claim {}

    /// The same request was in progress when the server died, and its outcome is unknown. Must be
    /// followed by [#settle] or [#forget].
    record Unknown() implements Claim {}

    /// It was used for another request.
    record Other() implements Claim {}
  }
}
