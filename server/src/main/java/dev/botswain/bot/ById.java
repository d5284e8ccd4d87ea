package dev.botswain.bot;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An immutable collection of things in the order of their ids. A list rather than a map, because
/// there are thousands of them with some dozens of things each.
///
/// @param all the things, sorted
public record ById<T extends Entity>(List<T> all) {

  /// Sorts things; of two with one id the later counts.
  public static <T extends Entity> ById<T> of(Collection<T> things) {
    var sorted = new TreeMap<Long, T>();
    things.forEach(thing -> sorted.put(thing.id(), thing));
    return new ById<>(List.copyOf(sorted.values()));
  }

  /// The thing with this id, or null.
  public @Nullable T get(long id) {
    int place = place(id);
    return place >= 0 ? all.get(place) : null;
  }

  /// The same with one more, or with one replaced.
  public ById<T> with(T thing) {
    int place = place(thing.id());
    var changed = new ArrayList<>(all);
    if (place >= 0) {
      changed.set(place, thing);
    } else {
      changed.add(-place - 1, thing);
    }
    return new ById<>(List.copyOf(changed));
  }

  /// The same with one less.
  public ById<T> without(long id) {
    int place = place(id);
    if (place < 0) {
      return this;
    }
    var changed = new ArrayList<>(all);
    changed.remove(place);
    return new ById<>(List.copyOf(changed));
  }

  private int place(long id) {
    int low = 0;
    int high = all.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = Long.compare(all.get(middle).id(), id);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -low - 1;
  }
}
