package dev.botswain.bench.loops;

import dev.botswain.event.Event;
import dev.botswain.event.EventFilter;
import dev.botswain.store.StoredEvent;
import io.vertx.core.buffer.Buffer;
import java.util.Set;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// Filtering an event for its readers: the first time, when the fields that they ask for must be
/// found in it, and each further time.
@State(Scope.Thread)
public class FilterLoop {
  private final EventFilter filter =
      new EventFilter(
          Set.of("MESSAGE_CREATE"), 1_060_437_491_712_000_000L, 0, true, false, "two hours");
  private final StoredEvent stored =
      new StoredEvent(451_843_059_712_001L, 1, "MESSAGE_CREATE", 0, Payloads.message());
  private final Event known = new Event(stored);

  @Benchmark
  public boolean first() {
    return filter.test(new Event(stored));
  }

  @Benchmark
  public boolean again() {
    return filter.test(known);
  }

  @Benchmark
  public Buffer serverSent() {
    return new Event(stored).serverSent();
  }
}
