package dev.botswain.limit;

import dev.botswain.limit.Usage.Holder;
import dev.botswain.share.Shares;
import java.lang.ref.WeakReference;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// The counters of a limit that are in use in this process. A server has one for each, or two if it
/// listens on two ports. Thread-safe.
final class Counters {
  private final List<WeakReference<Shares<?>>> all = new CopyOnWriteArrayList<>();

  void add(Shares<?> counter) {
    all.removeIf(one -> one.get() == null);
    all.add(new WeakReference<>(counter));
  }

  /// @return null if there is none
  @Nullable Usage usage() {
    List<Shares<?>> counters =
        all.stream().<Shares<?>>map(WeakReference::get).filter(Objects::nonNull).toList();
    if (counters.isEmpty()) {
      return null;
    }
    var byName = new TreeMap<String, Long>();
    for (Shares<?> counter : counters) {
      counter.byHolder().forEach((key, used) -> byName.merge(name(key), used, Long::sum));
    }
    return new Usage(
        counters.stream().mapToLong(Shares::taken).sum(),
        counters.stream().mapToLong(Shares::total).max().orElse(0),
        counters.stream().mapToLong(Shares::share).max().orElse(0),
        byName.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
            .map(entry -> new Holder(entry.getKey(), entry.getValue()))
            .toList());
  }

  /// Some count objects that have no name, such as requests without a bot.
  private static String name(Object key) {
    return key instanceof String name ? name : "others";
  }
}
