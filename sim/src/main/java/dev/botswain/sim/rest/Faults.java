package dev.botswain.sim.rest;

import dev.botswain.sim.http.PathTree;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The faults that are still to happen, oldest first.
public final class Faults {
  /// How many may wait at a time.
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
  /// @throws IllegalStateException if [#MAX] wait already
  public void add(Fault fault) {
    if (waiting.size() >= MAX) {
      throw new IllegalStateException(MAX + " faults are waiting already");
    }
    waiting.add(new Waiting(fault));
  }

  /// Those still to happen, with `times` counted down.
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

  /// Forgets all that are still to happen.
  public void clear() {
    waiting.clear();
  }

  /// The fault that meets a call, which is one time less from then on, or null.
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
