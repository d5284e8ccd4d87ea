package dev.botswain.event;

import dev.botswain.store.Append;
import dev.botswain.store.Backlog;
import dev.botswain.store.EventStore;
import dev.botswain.store.LogSize;
import dev.botswain.store.Retention;
import dev.botswain.store.StoredEvent;
import dev.botswain.store.StoredPage;
import dev.botswain.trace.Span;
import dev.botswain.trace.Span.Kind;
import dev.botswain.trace.Traces;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/// Begins the trace of each event, which ends its first part when the event is stored, and can be
/// read. One that is never stored has no trace.
record TracedEvents(EventStore events, Traces traces) implements EventStore {
  @Override
  public void append(Append append, Runnable stored) {
    StoredEvent event = append.event();
    Span received =
        traces
            .event(event.botId(), event.id(), "receive " + event.type())
            .set("messaging.system", "discord")
            .set("messaging.operation.type", "receive")
            .set("messaging.operation.name", "receive")
            .set("messaging.message.id", Long.toString(event.id()))
            .set("messaging.message.body.size", event.data().length)
            .set("botswain.event.type", event.type())
            .set("botswain.bot.id", Long.toUnsignedString(event.botId()));
    Span storing = received.child(Kind.INTERNAL, "store");
    events.append(
        append,
        () -> {
          storing.end();
          received.end();
          stored.run();
        });
  }

  @Override
  public long unstoredBytes() {
    return events.unstoredBytes();
  }

  @Override
  public Future<StoredPage> page(long botId, long after, int limit, int bytes) {
    return events.page(botId, after, limit, bytes);
  }

  @Override
  public Future<Backlog> backlog(long botId, long after) {
    return events.backlog(botId, after);
  }

  @Override
  public Future<Map<Long, LogSize>> sizes(Collection<Long> bots) {
    return events.sizes(bots);
  }

  @Override
  public Future<Long> count(Collection<Long> bots, Instant since) {
    return events.count(bots, since);
  }

  @Override
  public Future<Map<Long, LogEnds>> ends(Collection<Long> bots) {
    return events.ends(bots);
  }

  @Override
  public Future<Long> lastId() {
    return events.lastId();
  }

  @Override
  public Future<Map<Long, Long>> trim(Retention retention) {
    return events.trim(retention);
  }
}
