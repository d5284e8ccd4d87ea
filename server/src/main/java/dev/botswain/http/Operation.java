package dev.botswain.http;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What answers one operation of the contract. The call has been authenticated, counted and
/// validated before either method is called.
@FunctionalInterface
public interface Operation {

  /// Answers at its own pace, in straight-line code on a virtual thread of its own, where it may
  /// block, for instance in [Call#await]. What it throws becomes the error that [Failures] makes of
  /// it. The thread is interrupted, and the caller answered with 504, when the time is up.
  Answer answer(Call call) throws Exception;

  /// Refuses what can be refused before the body is read; of the call, the body is not there yet.
  /// Runs on the event loop, as [#ready], and only for requests with a body.
  default void permit(Call call) {}

  /// Answers from memory, or returns null and leaves it to [#answer]. Runs on the event loop, so it
  /// must neither block nor compute for longer than some microseconds.
  default @Nullable Answer ready(Call call) {
    return null;
  }

  /// An operation that always answers from memory, on the event loop.
  static Operation fromMemory(Function<Call, Answer> ready) {
    return new Operation() {
      @Override
      public Answer ready(Call call) {
        return ready.apply(call);
      }

      @Override
      public Answer answer(Call call) {
        return ready.apply(call);
      }
    };
  }
}
