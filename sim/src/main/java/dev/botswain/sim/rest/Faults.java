package dev.botswain.sim.rest;

import dev.botswain.sim.http.PathTree;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The planned faults, oldest first.
public final class Faults {
  /// How many may be planned at a time.
  public static final int MAX = 1_000;

  private final List<Waiting> waiting = new ArrayList<>();

  private static final class Waiting {
    final Fault fault;
    int left;

    Waiting(Fault fault) {
      this.fault = fault;
      this.left = fault.times();
    }
  }

  Faults() {}

  /// Adds a fault.
  ///
  /// @throws IllegalStateException if [#MAX] are planned already
  public void add(Fault fault) {
    if (waiting.size() >= MAX) {
      throw new IllegalStateException(MAX + " faults are waiting already");
    }
    waiting.add(new Waiting(fault));
  }

  /// The planned faults, with `times` counted down.
  public List<Fault> waiting() {
    return waiting.stream()
        .map(one ->
            new Fault(
                one.fault.method(),
                one.fault.path(),
                one.fault.status(),
                one.left,
                one.fault.body(),
                one.fault.headers(),
                one.fault.delayMillis()))
        .toList();
  }

  /// Removes all planned faults.
  public void clear() {
    waiting.clear();
  }

  /// The fault for a call, counted down by one, or null.
  @Nullable Fault next(String method, String path) {
    if (waiting.isEmpty()) {
      return null;
    }
    List<String> segments = PathTree.segments(path);
    for (Waiting one : waiting) {
      if (one.fault.meets(method, segments)) {
        if (--one.left == 0) {
          waiting.remove(one);
        }
        return one.fault;
      }
    }
    return null;
  }
}
