package dev.botswain.cluster;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A Discord that has but sessions, and events in them. A session has one connection: the last that
/// has resumed it.
final class ToyDiscord {
  /// What Discord demands between two IDENTIFYs, less what clocks may differ by.
  private static final long SPACING = 5 * World.SECOND * 8 / 10;

  private final World world;
  private final Witness witness;

  /// By bot.
  private final List<Session> sessions = new ArrayList<>();

  private boolean quiet;

  private static final class Session {
    int number = 1;
    boolean valid = true;
    long last;
    @Nullable ToyBot connection;
    long identified = Long.MIN_VALUE / 2;
  }

  ToyDiscord(World world, Witness witness) {
    this.world = world;
    this.witness = witness;
  }

  void addBot(long bot) {
    while (sessions.size() <= bot) {
      sessions.add(new Session());
    }
    Session session = of(bot);
    world.after(world.between(0, World.SECOND), () -> emit(session));
  }

  private Session of(long bot) {
    return sessions.get((int) bot);
  }

  /// No more events.
  void quiet() {
    quiet = true;
  }

  private void emit(Session session) {
    if (quiet) {
      return;
    }
    session.last++;
    ToyBot connection = session.connection;
    if (connection != null) {
      connection.receive(session.number, session.last);
    }
    world.after(world.between(50 * World.MILLI, World.SECOND), () -> emit(session));
  }

  /// Discord forgets a session.
  void forget(long bot) {
    Session session = of(bot);
    session.valid = false;
    hangUp(session, null);
  }

  private static void hangUp(Session session, @Nullable ToyBot except) {
    ToyBot old = session.connection;
    session.connection = null;
    if (old != null && old != except) {
      old.closed();
    }
  }

  void resume(ToyBot one, int number, long sequence) {
    Session session = of(one.bot());
    if (!session.valid || session.number != number) {
      one.invalid();
      return;
    }
    hangUp(session, one);
    session.connection = one;
    for (long next = sequence + 1; next <= session.last; next++) {
      one.receive(number, next);
    }
  }

  void identify(ToyBot one, long sent) {
    Session session = of(one.bot());
    if (sent - session.identified < SPACING) {
      witness.fail("two IDENTIFYs of bot " + one.bot() + " within 5 s");
    }
    witness.identifies++;
    session.identified = Math.max(session.identified, sent);
    hangUp(session, one);
    session.number++;
    session.valid = true;
    session.last = 0;
    session.connection = one;
  }

  void close(ToyBot one) {
    Session session = of(one.bot());
    if (session.connection == one) {
      session.connection = null;
    }
  }

  /// Whether everything has reached this connection.
  boolean isAt(ToyBot one, StoreState.Point point) {
    Session session = of(one.bot());
    return session.connection == one
        && (session.last == 0
            || session.number == point.session() && session.last == point.sequence());
  }
}
