package dev.botswain.http;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Answers one operation of the contract. The call has been authenticated, counted and validated
/// before either method is called.
@FunctionalInterface
public interface Operation {

  /// Answers in straight-line code on a separate virtual thread, where it may block, for example in
  /// [Call#await]. [Failures] turns exceptions into errors. When the time is up, the thread is
  /// interrupted and the caller gets 504.
  Answer answer(Call call) throws Exception;

  /// Refuses what can be refused before the body is read; the call has no body yet. Runs on the
  /// event loop, as [#ready], and only for requests with a body.
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
