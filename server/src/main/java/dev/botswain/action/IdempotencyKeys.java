package dev.botswain.action;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

/// Remembers for which requests a key was used and what became of them. Called on virtual threads,
/// where it may wait.
interface IdempotencyKeys {

  /// How long a key is remembered after its first use.
  Duration KEPT = Duration.ofHours(24);

  /// A key.
  ///
  /// @param bot whose share of what is kept it counts to
  /// @param text unique over all bots
  record Key(long bot, String text) {}

  /// Claims a key. If another request is at work with it, waits for what becomes of that one.
  ///
  /// @param request stands for the request that the key came with
  /// @throws TimeoutException if that takes longer than `most`
  Claim claim(Key key, String request, Duration most) throws TimeoutException, InterruptedException;

  /// What became of the first request with this key.
  void settle(Key key, Outcome outcome);

  /// The first request with this key had no effect: the next one is the first.
  void forget(Key key);

  /// What is known of a key.
  sealed interface Claim {
    /// Nobody used it before. To be followed by [#settle] or [#forget].
    record First() implements Claim {}

    /// The same request had this outcome.
    record Answered(Outcome outcome) implements Claim {}

    /// The same request was at work when the server died: nobody knows what became of it. To be
    /// followed by [#settle] or [#forget].
    record Unknown() implements Claim {}

    /// It was used for another request.
    record Other() implements Claim {}
  }
}
