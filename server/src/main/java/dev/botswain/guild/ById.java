package dev.botswain.guild;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An immutable collection of entities in the order of their ids. It is a list rather than a map,
/// because there are thousands of collections with some dozens of entities each.
///
/// @param all the entities, sorted
public record ById<T extends Entity>(List<T> all) {

  /// Sorts entities; of two with the same id the later one counts.
  static <T extends Entity> ById<T> of(Collection<T> things) {
    var sorted = new TreeMap<Long, T>();
    things.forEach(thing -> sorted.put(thing.id(), thing));
    return new ById<>(List.copyOf(sorted.values()));
  }

  /// The entity with this id, or null.
  public @Nullable T get(long id) {
    int place = place(id);
    return place >= 0 ? all.get(place) : null;
  }

  /// The same with one entity added or replaced.
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

  /// The same with one entity removed.
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
