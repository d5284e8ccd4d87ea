package dev.botswain.event;

/// Who takes what an [EventReader] reads. Called on the reader's context.
public interface EventSink {
  /// Takes an event. It may be taken to be full afterwards, not before.
  void event(Event event);

  /// Whether it takes no more for now; then it calls [EventReader#resume] when it does.
  boolean isFull();

  /// The reader has come to the end of the log, and waits.
  default void caughtUp() {}
}
