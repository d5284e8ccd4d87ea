package dev.botswain.guild;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The presences of a guild's members: a few bytes for each who is not offline, and the activities
/// of those who have any.
///
/// Changed on the bot's event loop; read from any thread.
public final class Presences {
  /// Guilds with more members come without presences, and with no members except the bot and those
  /// in a voice channel.
  ///
  /// Source: <https://discord.com/developers/docs/events/gateway-events#request-guild-members>.
  public static final int MOST_MEMBERS = 75_000;

  private static final int SPARE = 4;

  /// Sorted; the first `size` entries count.
  private long[] ids = new long[0];

  private short[] packed = new short[0];

  /// Null while no member has an activity.
  private byte @Nullable [] @Nullable [] activities;

  private int size;
  private volatile boolean whole;

  /// Whether the presences of all members are known.
  public boolean isWhole() {
    return whole;
  }

  /// The presences of all members are known now.
  public void complete() {
    whole = true;
  }

  /// The presence of a member; null for one who is offline.
  public synchronized @Nullable Presence get(long userId) {
    int place = place(userId);
    return place < 0
        ? null
        : new Presence(packed[place], activities == null ? null : activities[place]);
  }

  /// How many members are not offline.
  public synchronized int size() {
    return size;
  }

  /// Adds many presences, which takes no longer than sorting them.
  public void putAll(List<Presence.Wire> many) {
    many.stream().sorted(Comparator.comparingLong(Presence.Wire::userId)).forEach(this::put);
  }

  /// An event contains the current presence.
  public void put(Presence.Wire wire) {
    Presence presence = wire.presence();
    if (presence == null || wire.userId() == 0) {
      remove(wire.userId());
    } else {
      put(wire.userId(), presence);
    }
  }

  /// A chunk of members contains the presences of all members that it names.
  public void chunk(List<Member> members, List<Presence.Wire> presences) {
    var there = new HashSet<Long>();
    presences.forEach(wire -> there.add(wire.userId()));
    putAll(presences);
    members.stream().map(Member::id).filter(id -> !there.contains(id)).forEach(this::remove);
  }

  private synchronized void put(long userId, Presence presence) {
    int place = place(userId);
    if (place < 0) {
      place = -place - 1;
      if (size == ids.length) {
        resize(size + size / 4 + SPARE);
      }
      move(place, place + 1);
      size++;
      ids[place] = userId;
    }
    packed[place] = presence.packed();
    if (presence.activities() != null && activities == null) {
      activities = new byte[ids.length][];
    }
    if (activities != null) {
      activities[place] = presence.activities();
    }
  }

  /// The member is offline, or has left.
  public synchronized void remove(long userId) {
    int place = place(userId);
    if (place >= 0) {
      move(place + 1, place);
      size--;
      if (activities != null) {
        activities[size] = null;
      }
    }
  }

  private void move(int from, int to) {
    int count = size - Math.min(from, size);
    System.arraycopy(ids, from, ids, to, count);
    System.arraycopy(packed, from, packed, to, count);
    if (activities != null) {
      System.arraycopy(activities, from, activities, to, count);
    }
  }

  private void resize(int capacity) {
    ids = Arrays.copyOf(ids, capacity);
    packed = Arrays.copyOf(packed, capacity);
    if (activities != null) {
      activities = Arrays.copyOf(activities, capacity);
    }
  }

  private int place(long userId) {
    return Arrays.binarySearch(ids, 0, size, userId);
  }
}
