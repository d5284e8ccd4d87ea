package dev.botswain.cluster;

import org.jspecify.annotations.Nullable;

/// What is to happen, by time, and at the same time in the order in which it was added: a calendar
/// queue. Time is a ring of short slots, few of which have more than one event, and bits say which
/// have any.
///
/// Brown: "Calendar Queues: A Fast O(1) Priority Queue Implementation for the Simulation Event Set
/// Problem", 1988.
final class EventQueue {
  /// The bits of a time within a slot, which is 4 ms long.
  private static final int SLOT = 22;

  private static final int SLOTS = Long.SIZE * Long.SIZE;

  private final @Nullable Event[] slots = new Event[SLOTS];

  /// Which slots have events.
  private final long[] used = new long[Long.SIZE];

  /// Which of those words are not 0.
  private long usedWords;

  private long now;
  private long count;

  private static final class Event {
    final long at;
    final Runnable what;
    @Nullable Event next;

    Event(long at, Runnable what) {
      this.at = at;
      this.what = what;
    }
  }

  /// How many have been added.
  long count() {
    return count;
  }

  boolean isEmpty() {
    return usedWords == 0;
  }

  /// When what was removed last was to happen.
  long now() {
    return now;
  }

  /// @param at in nanoseconds, up to 17 s after [#now]
  void add(long at, Runnable what) {
    if (at < now || (at >> SLOT) - (now >> SLOT) >= SLOTS) {
      throw new IllegalArgumentException("no event at " + at + " if it is " + now);
    }
    count++;
    var added = new Event(at, what);
    int slot = (int) (at >> SLOT) & (SLOTS - 1);
    Event one = slots[slot];
    if (one == null || one.at > at) {
      added.next = one;
      slots[slot] = added;
      used[slot >> 6] |= 1L << slot;
      usedWords |= 1L << (slot >> 6);
      return;
    }
    Event next = one.next;
    while (next != null && next.at <= at) {
      one = next;
      next = one.next;
    }
    added.next = next;
    one.next = added;
  }

  /// Removes the next.
  Runnable remove() {
    int slot = first();
    Event first = slots[slot];
    if (first == null) {
      throw new IllegalStateException("nothing is to happen");
    }
    slots[slot] = first.next;
    if (first.next == null) {
      used[slot >> 6] &= ~(1L << slot);
      if (used[slot >> 6] == 0) {
        usedWords &= ~(1L << (slot >> 6));
      }
    }
    now = first.at;
    return first.what;
  }

  /// The first slot that has an event, from now on around the ring.
  private int first() {
    int from = (int) (now >> SLOT) & (SLOTS - 1);
    int word = from >> 6;
    long here = used[word] & (-1L << from);
    if (here != 0) {
      return word << 6 | Long.numberOfTrailingZeros(here);
    }
    long later = usedWords & (-2L << word);
    int next = Long.numberOfTrailingZeros(later != 0 ? later : usedWords) & 63;
    return next << 6 | Long.numberOfTrailingZeros(used[next]) & 63;
  }
}
