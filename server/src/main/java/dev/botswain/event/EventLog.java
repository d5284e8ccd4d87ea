package dev.botswain.event;

import dev.botswain.limit.Owner;
import dev.botswain.limit.Turns;
import dev.botswain.store.Append;
import dev.botswain.store.EventStore;
import dev.botswain.store.EventStore.LogEnds;
import dev.botswain.store.GuildChange;
import dev.botswain.store.NodeStore.Claim;
import dev.botswain.store.StoredEvent;
import dev.botswain.store.StoredPage;
import dev.botswain.store.StoredResumePoint;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// One bot's events. Appended to on the bot's event loop, readable from any thread.
///
/// The newest events are in a chain of [Link]s. A link releases its event once all readers have
/// passed it, or one of them has fallen too far behind; readers that reach such a link later read
/// from the store.
public final class EventLog {
  /// How many of the newest events stay in memory for readers who have not reached them, and how
  /// many bytes of their data.
  private static final int AT_HAND = 256;

  private static final int AT_HAND_BYTES = 256 << 10;

  private static final byte[] NULL = {'n', 'u', 'l', 'l'};

  private final long botId;
  private final EventStore store;
  private final InstantSource clock;
  private final Turns pages;
  private final LongSupplier ids;
  private final long epoch;
  private boolean closed;
  private final long begin;
  private final boolean fresh;
  private final List<EventReader> readers = new CopyOnWriteArrayList<>();

  private Link newest;
  private volatile Link stored;
  private volatile long trimmed;

  private volatile @Nullable First first;

  private volatile Owner owner;

  /// The oldest kept event, while nothing more is deleted.
  private record First(long trimmed, long id) {}

  /// Known from the last READY. An old bot's application has a different id than the bot.
  private volatile long applicationId;

  private volatile Link oldest;

  // Confined to the store's thread.
  private int atHand;
  private int atHandBytes;

  /// An event and a link to the next one.
  static final class Link {
    final long id;
    final int bytes;
    volatile @Nullable Event event;
    volatile @Nullable Link next;

    Link(long id, int bytes, @Nullable Event event) {
      this.id = id;
      this.bytes = bytes;
      this.event = event;
    }
  }

  /// @param claim by which this node owns the bot
  /// @param ends of the stored events; [LogEnds#EMPTY] if no event was ever stored
  /// @param ids gives the next id, which is above those of all stored events
  /// @param pages decides whose reader gets a page next
  EventLog(
      Claim claim,
      Owner owner,
      EventStore store,
      InstantSource clock,
      LogEnds ends,
      LongSupplier ids,
      Turns pages) {
    this.botId = claim.bot();
    this.epoch = claim.epoch();
    this.owner = owner;
    this.applicationId = botId;
    this.store = store;
    this.clock = clock;
    this.ids = ids;
    this.pages = pages;
    this.fresh = ends.equals(LogEnds.EMPTY);
    // A caller with an older id has it from a log that is lost.
    this.trimmed = fresh ? ids.getAsLong() : ends.trimmed();
    this.newest = new Link(fresh ? trimmed : ends.last(), 0, null);
    this.begin = newest.id;
    this.stored = newest;
    this.oldest = newest;
  }

  /// The bot whose log it is.
  long botId() {
    return botId;
  }

  /// The epoch of the claim by which this node owns the bot.
  public long epoch() {
    return epoch;
  }

  /// From now on nothing is appended: the bot is not this node's any more.
  public synchronized void close() {
    closed = true;
  }

  /// Writes something else of the bot, unless the log was closed.
  public synchronized void whileOpen(Runnable writing) {
    if (!closed) {
      writing.run();
    }
  }

  /// To whom the bot belonged when it last connected: toward whose share its use counts.
  public Owner owner() {
    return owner;
  }

  /// The bot connects, and belongs to this owner from now on.
  void owner(Owner now) {
    owner = now;
  }

  /// The id of the bot's application; the bot's own id until it is known.
  public long applicationId() {
    return applicationId;
  }

  /// Records the id of the bot's application.
  ///
  /// @param id 0 if it is not known
  public void belongsTo(long id) {
    applicationId = id == 0 ? applicationId : id;
  }

  /// Whether no event of this bot was ever stored.
  public boolean isEmpty() {
    return fresh && stored.id == begin;
  }

  /// The id of the last event that readers can see, or an older id if there are no events.
  public long last() {
    return stored.id;
  }

  /// Events up to this id no longer exist, or never did.
  long trimmed() {
    return trimmed;
  }

  /// Adds an event. Readers see it once it is stored. Called on the bot's event loop; for a moment
  /// there may be two of them, when a bot returns with another token.
  ///
  /// @param data JSON, never changed from now on; an empty array stands for null
  /// @param upTo stored together with it, or null
  /// @param changes stored together with it
  /// @return its id; the id of the last event, if the log was closed
  public synchronized long append(
      String type, byte[] data, @Nullable StoredResumePoint upTo, List<GuildChange> changes) {
    if (closed) {
      return newest.id;
    }
    if (type.equals("READY")) {
      belongsTo(EventFields.applicationOf(data));
    }
    return add(ids.getAsLong(), type, data.length == 0 ? NULL : data, upTo, changes);
  }

  /// Adds a `gap`: events of a shard since the previous event may be lost.
  ///
  /// @param reason a stable name
  public synchronized void appendGap(String reason, int shard, int shards) {
    if (closed) {
      return;
    }
    long id = ids.getAsLong();
    var of = Map.of("shard", shard, "shards", shards);
    add(id, BotEvents.GAP, BotEvents.gap(newest.id, id, reason, of), null, List.of());
  }

  private long add(
      long id,
      String type,
      byte[] data,
      @Nullable StoredResumePoint upTo,
      List<GuildChange> changes) {
    var event = new StoredEvent(id, botId, type, clock.millis(), data);
    var link = new Link(id, data.length, new Event(event, applicationId));
    newest.next = link;
    newest = link;
    store.append(new Append(event, upTo, changes, epoch), () -> stored(link));
    return id;
  }

  /// On the store's thread, in order.
  private void stored(Link link) {
    stored = link;
    atHand++;
    atHandBytes += link.bytes;
    long passed = Long.MAX_VALUE;
    for (EventReader reader : readers) {
      passed = Math.min(passed, reader.position());
    }
    letGo(passed);
    for (EventReader reader : readers) {
      reader.wake();
    }
  }

  /// The oldest link is the position of the last reader, so that it finds the next event.
  private void letGo(long passed) {
    Link next = oldest.next;
    while (next != null
        && next.id <= stored.id
        && (next.id <= passed || atHand > AT_HAND || atHandBytes > AT_HAND_BYTES)) {
      letGo(oldest);
      oldest = next;
      next = oldest.next;
    }
    if (oldest.id <= passed) {
      letGo(oldest);
    }
  }

  private void letGo(Link link) {
    if (link.event != null) {
      link.event = null;
      atHand--;
      atHandBytes -= link.bytes;
    }
  }

  /// The last link that readers can see.
  Link storedLink() {
    return stored;
  }

  /// The link from which a reader at this id continues, if it is in memory; null if the next events
  /// must be read from the store.
  @Nullable Link find(long after) {
    Link end = stored;
    if (after >= end.id) {
      return end;
    }
    // Read without a lock: it only moves forward, and links that were passed lead here.
    for (Link link = oldest; link != null && link.id <= end.id; link = link.next) {
      if (link.id == after) {
        return link;
      }
      if (link.id > after) {
        return null;
      }
    }
    return null;
  }

  /// A reader's turn to read a page. It is over once the page has been passed on or dropped.
  Future<Turns.Turn> turn() {
    return Future.fromCompletionStage(pages.turn(owner, botId));
  }

  /// Reads from the store, in a [#turn].
  Future<StoredPage> page(long after, int limit, int bytes) {
    return store.page(botId, after, limit, bytes);
  }

  /// Milliseconds since 1970.
  long now() {
    return clock.millis();
  }

  void join(EventReader reader) {
    readers.add(reader);
  }

  void leave(EventReader reader) {
    readers.remove(reader);
  }

  /// The id up to which the slowest current reader has read; [#last()] if there is no reader.
  public long slowest() {
    long slowest = last();
    for (EventReader reader : readers) {
      slowest = Math.min(slowest, reader.position());
    }
    return slowest;
  }

  /// The number of current readers.
  public int readers() {
    return readers.size();
  }

  /// The id of the oldest event that is kept; 0 if there is none.
  public Future<Long> first() {
    First known = first;
    long now = trimmed;
    if (known != null && known.trimmed() == now) {
      return Future.succeededFuture(known.id());
    }
    return store
        .page(botId, now, 1, 1)
        .map(page -> {
          if (page.events().isEmpty()) {
            return 0L;
          }
          long id = page.events().getFirst().id();
          first = new First(now, id);
          return id;
        });
  }

  /// Events up to this id were deleted.
  void trimmed(long upTo) {
    trimmed = Math.max(trimmed, upTo);
  }
}
