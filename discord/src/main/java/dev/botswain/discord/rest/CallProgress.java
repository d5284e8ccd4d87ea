package dev.botswain.discord.rest;

import org.jspecify.annotations.Nullable;

/// Is told what becomes of one call. Its methods must neither wait nor fail. They are called on the
/// queue's event loop, except [#ended] of a call that the queue did not take.
public interface CallProgress {
  /// It begins to wait for its turn: at first, and again each time before it is sent again.
  void waits();

  /// It is sent.
  ///
  /// @param times how often it was sent, with this time
  void sent(int times);

  /// Discord has answered what was sent last, perhaps with an error or a 429. May come after
  /// [#ended] of a call that its caller gave up.
  void answered(RestResponse answer);

  /// Discord has not answered what was sent last. May come after [#ended] in the same way.
  void unanswered(Throwable why);

  /// It is over. Called once.
  ///
  /// @param status of Discord's answer; 0 if there is none
  /// @param why there is no answer; null if there is one
  void ended(FinishedCall call, int status, @Nullable Throwable why);
}
