package dev.botswain.event;

/// Receives what an [EventReader] reads. Called on the reader's context.
public interface EventSink {
  /// Receives an event. The sink may become full afterwards, not before.
  void event(Event event);

  /// Whether it accepts no more for now; it then calls [EventReader#resume] when it does.
  boolean isFull();

  /// The reader has reached the end of the log, and waits.
  default void caughtUp() {}
}
