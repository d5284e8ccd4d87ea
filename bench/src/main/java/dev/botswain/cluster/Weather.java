package dev.botswain.cluster;

import java.util.ArrayList;
import java.util.List;

/// How messages travel, and whether the store is there.
final class Weather {
  /// A gap of a second by the slowest clock, and what a late answer takes from it.
  private static final long NOTICED = 2_500 * World.MILLI;

  final World world;

  /// While it is bad, messages are late and lost.
  private boolean bad = true;

  /// How often a message is late, and lost.
  private final double late;

  private final double lost;
  private final List<Outage> outages = new ArrayList<>();
  private long frozenUntil = -World.SECOND * 1_000;
  private long goneUntil = -World.SECOND * 1_000;

  Weather(World world) {
    this.world = world;
    this.late = world.random.nextDouble() < 0.5 ? 0.002 : 0.03;
    this.lost = world.random.nextDouble() < 0.5 ? 0 : 0.01;
  }

  void clear() {
    bad = false;
    outages.replaceAll(one -> new Outage(one.begin(), Math.min(one.end(), world.now())));
    frozenUntil = Math.min(frozenUntil, world.now());
    goneUntil = Math.min(goneUntil, world.now());
  }

  boolean isLost() {
    return bad && world.chance(lost);
  }

  /// How long a message travels.
  long delay() {
    if (bad && world.chance(late)) {
      return world.between(0, 5 * World.SECOND);
    }
    return world.chance(0.1) && bad
        ? world.between(0, 250 * World.MILLI)
        : world.between(World.MILLI / 5, 5 * World.MILLI);
  }

  void freezeStore(long time) {
    frozenUntil = Math.max(frozenUntil, world.now() + time);
    outages.add(new Outage(world.now(), world.now() + time));
  }

  void endStore(long time) {
    goneUntil = Math.max(goneUntil, world.now() + time);
    outages.add(new Outage(world.now(), world.now() + time));
  }

  boolean isStoreGone() {
    return world.now() < goneUntil;
  }

  /// How long the store will not do anything.
  long frozen() {
    return Math.max(0, frozenUntil - world.now());
  }

  /// How long the store stood still for at least as long as nodes notice, since a moment.
  long outagesSince(long moment) {
    long all = 0;
    long counted = moment;
    for (Outage one : outages) { // By their beginnings.
      long begin = Math.max(one.begin(), counted);
      long end = Math.min(one.end(), world.now());
      if (end > begin && one.end() - one.begin() > NOTICED) {
        all += end - begin;
        counted = end;
      }
    }
    return all;
  }

  private record Outage(long begin, long end) {}
}
