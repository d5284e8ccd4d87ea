package dev.botswain.store;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/// The processes of a store that only one can use.
public final class SoleProcess implements ProcessStore {
  @Override
  public Future<Integer> enter() {
    return Future.succeededFuture(0);
  }

  @Override
  public Future<Others> exchange(Report report) {
    return Future.succeededFuture(
        new Others(List.of(report.run()), List.of(), List.of(), Map.of()));
  }
}
