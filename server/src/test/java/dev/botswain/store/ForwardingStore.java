package dev.botswain.store;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// A store whose events behave differently.
public final class ForwardingStore implements Store {
  private final Store store;
  private final EventStore events;
  private final AuditStore audit;

  /// @param events created from those of the store
  public ForwardingStore(Store store, Function<EventStore, EventStore> events) {
    this.store = store;
    this.events = events.apply(store.events());
    this.audit = store.audit();
  }

  /// The same with another audit, and the same events.
  public ForwardingStore(Store store, AuditStore audit) {
    this.store = store;
    this.events = store.events();
    this.audit = audit;
  }

  /// Forwards to another one, except for overridden methods.
  public abstract static class Events implements EventStore {
    protected final EventStore events;

    protected Events(EventStore events) {
      this.events = events;
    }

    @Override
    public void append(Append append, Runnable stored) {
      events.append(append, stored);
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
    public Future<Long> count(Collection<Long> bots, Instant since) {
      return events.count(bots, since);
    }

    @Override
    public Future<Map<Long, LogSize>> sizes(Collection<Long> bots) {
      return events.sizes(bots);
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

  @Override
  public EventStore events() {
    return events;
  }

  @Override
  public GuildStore guilds() {
    return store.guilds();
  }

  @Override
  public BotStore bots() {
    return store.bots();
  }

  @Override
  public SessionStore sessions() {
    return store.sessions();
  }

  @Override
  public WebhookStore webhooks() {
    return store.webhooks();
  }

  @Override
  public KeyStore keys() {
    return store.keys();
  }

  @Override
  public ClientSessionStore clientSessions() {
    return store.clientSessions();
  }

  @Override
  public AuditStore audit() {
    return audit;
  }

  @Override
  public AccessStore access() {
    return store.access();
  }

  @Override
  public NodeStore nodes() {
    return store.nodes();
  }

  @Override
  public ProcessStore processes() {
    return store.processes();
  }

  @Override
  public SecretKeys secretKeys() {
    return store.secretKeys();
  }

  @Override
  public Future<Void> write(List<Change> changes) {
    return store.write(changes);
  }

  @Override
  public Future<Void> writeSoon(Change change) {
    return store.writeSoon(change);
  }

  @Override
  public Condition condition() {
    return store.condition();
  }

  @Override
  public void close() {
    store.close();
  }
}
