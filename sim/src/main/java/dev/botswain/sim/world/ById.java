package dev.botswain.sim.world;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Entities sorted by snowflake, the order in which Discord pages everything.
///
/// One sorted array: a large world holds hundreds of thousands of these, and new ids are almost
/// always the highest, so adding is appending. Not thread-safe.
public final class ById<E extends Entity> implements Iterable<E> {
  private static final Entity[] NONE = {};

  private Entity[] sorted = NONE;
  private int size;

  /// Creates an empty collection, which needs no array.
  public ById() {}

  /// The entity with this id, or null.
  public @Nullable E get(long id) {
    int at = find(id);
    return at < 0 ? null : at(at);
  }

  /// Whether there is an entity with this id.
  public boolean contains(long id) {
    return find(id) >= 0;
  }

  /// Adds an entity, or replaces the one with the same id.
  public void add(E entity) {
    int at = size > 0 && sorted[size - 1].id() < entity.id() ? -size - 1 : find(entity.id());
    if (at >= 0) {
      sorted[at] = entity;
      return;
    }
    int slot = -at - 1;
    if (size == sorted.length) {
      sorted = Arrays.copyOf(sorted, size < 4 ? 4 : size + (size >> 1));
    }
    System.arraycopy(sorted, slot, sorted, slot + 1, size - slot);
    sorted[slot] = entity;
    size++;
  }

  /// Removes and returns the entity with this id, or returns null if there is none.
  @SuppressWarnings("NullAway") // the freed slot is never read again
  public @Nullable E remove(long id) {
    int at = find(id);
    if (at < 0) {
      return null;
    }
    E removed = at(at);
    size--;
    System.arraycopy(sorted, at + 1, sorted, at, size - at);
    sorted[size] = null;
    return removed;
  }

  /// The number of entities.
  public int size() {
    return size;
  }

  /// Whether it is empty.
  public boolean isEmpty() {
    return size == 0;
  }

  /// The entity at an index in the order of ids.
  ///
  /// @throws IndexOutOfBoundsException outside 0 to size - 1
  @SuppressWarnings("unchecked")
  public E at(int index) {
    if (index >= size) {
      throw new IndexOutOfBoundsException(index);
    }
    return (E) sorted[index];
  }

  /// Up to `limit` entities with ids above `id`, lowest first.
  public List<E> after(long id, int limit) {
    int at = find(id);
    int from = at < 0 ? -at - 1 : at + 1;
    return slice(from, Math.min(size, from + Math.min(limit, size)));
  }

  /// Up to `limit` entities with ids below `id`, the highest of them, lowest first.
  public List<E> before(long id, int limit) {
    int at = find(id);
    int to = at < 0 ? -at - 1 : at;
    return slice(Math.max(0, to - limit), to);
  }

  /// All of them, lowest first: a copy.
  public List<E> list() {
    return slice(0, size);
  }

  /// All of them, lowest first.
  public Stream<E> stream() {
    return IntStream.range(0, size).mapToObj(this::at);
  }

  @Override
  public Iterator<E> iterator() {
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < size;
      }

      @Override
      public E next() {
        if (next >= size) {
          throw new NoSuchElementException();
        }
        return at(next++);
      }
    };
  }

  private List<E> slice(int from, int to) {
    var slice = new ArrayList<E>(to - from);
    for (int i = from; i < to; i++) {
      slice.add(at(i));
    }
    return slice;
  }

  /// The index of an id, or -(insertion point) - 1.
  private int find(long id) {
    int low = 0;
    int high = size - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long there = sorted[middle].id();
      if (there < id) {
        low = middle + 1;
      } else if (there > id) {
        high = middle - 1;
      } else {
        return middle;
      }
    }
    return -low - 1;
  }
}
