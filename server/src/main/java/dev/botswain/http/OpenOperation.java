package dev.botswain.http;

/// An operation that takes the exchange over: it answers whenever, and for as long as, it wants.
public record OpenOperation(Opening opening) implements Operation {

  /// Begins to answer, on the event loop. Exceptions are answered as errors.
  @FunctionalInterface
  public interface Opening {
    void open(Call call, Exchange exchange);
  }

  @Override
  public Answer answer(Call call) {
    throw new IllegalStateException("this answers over time");
  }
}
