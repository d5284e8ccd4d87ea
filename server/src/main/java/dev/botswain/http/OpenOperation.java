package dev.botswain.http;

/// An operation that takes the exchange over: it answers when, and for as long as, it likes.
public record OpenOperation(Opening opening) implements Operation {

  /// Begins to answer, on the event loop. What it throws is answered as an error.
  @FunctionalInterface
  public interface Opening {
    void open(Call call, Exchange exchange);
  }

  @Override
  public Answer answer(Call call) {
    throw new IllegalStateException("this answers over time");
  }
}
