package dev.botswain.cluster;

import dev.botswain.cluster.StoreState.Entry;
import dev.botswain.cluster.StoreState.Point;
import dev.botswain.store.NodeStore.Claim;
import dev.botswain.store.NodeStore.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A bot on a node: reads where it stands, resumes, and stores what Discord sends.
final class ToyBot {
  private static final long RETRY = 100 * World.MILLI;
  private static final long PAUSE = 5 * World.SECOND;

  private final ToyNode node;
  private final ToyProcess process;
  private final UUID me;
  private final Claim claim;

  /// When it was adopted, or identified last.
  private long spaced;

  private final Promise<Void> up = Promise.promise();
  private final List<Entry> pending = new ArrayList<>();
  private @Nullable Promise<Void> left;
  private Point point = new Point(0, 1, 0);
  private int database;

  /// The id of the last event, stored or not.
  private long last;

  private long delivered;
  private boolean storing;
  private boolean gone;
  private boolean hungUp;

  ToyBot(ToyNode node, UUID me, Claim claim) {
    this.node = node;
    this.process = node.process;
    this.me = me;
    this.claim = claim;
    this.spaced = process.ticker().nanos();
  }

  long bot() {
    return claim.bot();
  }

  long epoch() {
    return claim.epoch();
  }

  boolean isOf(ToyProcess other) {
    return process == other;
  }

  /// Whether nothing keeps it from sending something to Discord.
  boolean mayAct() {
    return !gone && node.cluster.isLeased();
  }

  boolean isSettled() {
    return !gone && left == null && pending.isEmpty() && node.discord.isAt(this, point);
  }

  Future<Void> start() {
    Point remembered = node.remembered(bot());
    if (remembered != null) {
      begin(remembered);
    } else {
      read();
    }
    return up.future();
  }

  private void read() {
    if (gone) {
      up.tryComplete();
      return;
    }
    node.link
        .read(bot())
        .onComplete(
            reading -> {
              database = reading.database();
              begin(reading.point());
            },
            _ -> process.later(RETRY, this::read));
  }

  private void begin(Point now) {
    point = now;
    last = now.id();
    up.tryComplete();
    connect();
  }

  private void connect() {
    if (gone || left != null) {
      return;
    }
    if (!node.mayConnect()) {
      process.later(RETRY, this::connect);
      return;
    }
    node.witness.acts(this);
    Point from = new Point(last, point.session(), sequence());
    process.world.after(
        node.weather.delay(), () -> node.discord.resume(this, from.session(), from.sequence()));
    hungUp = false;
  }

  /// The last one that it has got, stored or not.
  private long sequence() {
    return pending.isEmpty() ? point.sequence() : pending.getLast().sequence();
  }

  /// The session is not valid.
  void invalid() {
    arrive(this::identify);
  }

  private void identify() {
    if (gone || left != null) {
      return;
    }
    if (process.ticker().nanos() - spaced < node.pause(PAUSE) || !node.mayConnect()) {
      process.later(RETRY, this::identify);
      return;
    }
    node.witness.acts(this);
    spaced = process.ticker().nanos();
    long sent = process.world.now();
    process.world.after(node.weather.delay(), () -> node.discord.identify(this, sent));
    hungUp = false;
  }

  /// An event comes from Discord.
  void receive(int session, long sequence) {
    arrive(() -> {
      if (gone || left != null || hungUp) {
        return;
      }
      boolean next =
          pending.isEmpty()
              ? session > point.session() ? sequence == 1 : sequence == point.sequence() + 1
              : session > pending.getLast().session()
                  ? sequence == 1
                  : sequence == pending.getLast().sequence() + 1;
      if (next) {
        last = Math.max(last + 1, process.world.now() / World.MILLI);
        pending.add(new Entry(last, session, sequence));
        store();
      }
    });
  }

  /// The connection was closed by Discord.
  void closed() {
    arrive(() -> {
      hungUp = true;
      process.later(2 * RETRY, this::connect);
    });
  }

  /// In the order in which it was sent.
  private void arrive(Runnable what) {
    long at = Math.max(delivered, process.world.now() + node.weather.delay());
    delivered = at;
    process.world.after(at - process.world.now(), () -> process.receive(what));
  }

  private void store() {
    if (gone || storing) {
      return;
    }
    if (pending.isEmpty()) {
      end();
      return;
    }
    storing = true;
    send(List.copyOf(pending));
  }

  private void send(List<Entry> batch) {
    node.link
        .append(me, claim, database, batch)
        .onComplete(
            refusal -> {
              if (refusal == null) {
                stored(batch);
              } else {
                node.link.refuse(refusal);
                storing = false;
                pending.clear();
                end();
              }
            },
            _ -> ask(batch));
  }

  /// It is not known whether they were stored.
  private void ask(List<Entry> batch) {
    if (gone) {
      return;
    }
    node.link
        .read(bot())
        .onComplete(
            reading -> {
              if (gone) {
                return;
              }
              Point now = reading.point();
              database = reading.database();
              if (now.id() < point.id()) {
                node.link.refuse(new Refusal.Behind(bot(), claim.epoch()));
              } else if (now.id() >= batch.getLast().id()) {
                stored(batch);
              } else {
                send(batch);
              }
            },
            _ -> process.later(RETRY, () -> ask(batch)));
  }

  private void stored(List<Entry> batch) {
    storing = false;
    if (gone) {
      return;
    }
    pending.subList(0, batch.size()).clear();
    Entry end = batch.getLast();
    point = new Point(end.id(), end.session(), end.sequence());
    node.remember(bot(), point);
    store();
  }

  Future<Void> leave() {
    Promise<Void> promise = Promise.promise();
    left = promise;
    process.world.after(node.weather.delay(), () -> node.discord.close(this));
    if (!node.flushes()) {
      promise.complete();
    }
    store();
    return promise.future();
  }

  private void end() {
    Promise<Void> promise = left;
    if (promise != null && !gone) {
      gone = true;
      node.witness.goes(this);
      promise.tryComplete();
    }
  }

  void drop() {
    if (!gone) {
      gone = true;
      node.witness.goes(this);
      process.world.after(node.weather.delay(), () -> node.discord.close(this));
    }
    up.tryComplete();
    if (left != null) {
      left.tryComplete();
    }
  }
}
