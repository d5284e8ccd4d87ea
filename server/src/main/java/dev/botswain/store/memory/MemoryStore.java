package dev.botswain.store.memory;

import dev.botswain.limit.Limit;
import dev.botswain.store.AccessStore;
import dev.botswain.store.Append;
import dev.botswain.store.AuditRetention;
import dev.botswain.store.AuditStore;
import dev.botswain.store.BotStore;
import dev.botswain.store.Change;
import dev.botswain.store.ClientSessionStore;
import dev.botswain.store.Condition;
import dev.botswain.store.EventStore;
import dev.botswain.store.GuildStore;
import dev.botswain.store.KeyStore;
import dev.botswain.store.NodeStore;
import dev.botswain.store.OvertakenException;
import dev.botswain.store.ProcessStore;
import dev.botswain.store.SecretKeys;
import dev.botswain.store.SessionStore;
import dev.botswain.store.SoleNode;
import dev.botswain.store.SoleProcess;
import dev.botswain.store.Store;
import dev.botswain.store.StoreFailedException;
import dev.botswain.store.StoredResumePoint;
import dev.botswain.store.WebhookStore;
import io.vertx.core.Future;
import java.util.List;

/// A store that lasts as long as the process; see the package.
public final class MemoryStore implements Store {
  private final Object lock = new Object();
  private final MemoryGuilds guilds = new MemoryGuilds(lock);
  private final MemoryEvents events = new MemoryEvents(lock, this::appended, this::closed);
  private final MemorySessions sessions = new MemorySessions(lock);
  private final MemoryWebhooks webhooks = new MemoryWebhooks(lock);
  private final MemoryBots bots = new MemoryBots(lock, sessions, webhooks);
  private final MemoryKeys keys =
      new MemoryKeys(lock, Limit.ANSWERS_IN_MEMORY.total(), Limit.ANSWERS_IN_MEMORY.share());
  private final MemoryClientSessions clientSessions = new MemoryClientSessions(lock);
  private final MemoryAudit audit =
      new MemoryAudit(
          lock,
          new AuditRetention.Room(Limit.AUDIT_IN_MEMORY.total(), Limit.AUDIT_IN_MEMORY.share()));
  private final MemoryAccess access = new MemoryAccess(lock);
  private final SecretKeys secretKeys = new NoSecretKeys();
  private final NodeStore nodes = new SoleNode(bots, () -> Future.succeededFuture(true));
  private final ProcessStore processes = new SoleProcess();
  private boolean closed;

  private void appended(Append append) {
    StoredResumePoint upTo = append.upTo();
    if (upTo != null) {
      bots.reached(upTo);
    }
    append.changes().forEach(change -> guilds.change(append.event(), change));
  }

  @Override
  public EventStore events() {
    return events;
  }

  @Override
  public GuildStore guilds() {
    return guilds;
  }

  @Override
  public BotStore bots() {
    return bots;
  }

  @Override
  public SessionStore sessions() {
    return sessions;
  }

  @Override
  public WebhookStore webhooks() {
    return webhooks;
  }

  @Override
  public KeyStore keys() {
    return keys;
  }

  @Override
  public ClientSessionStore clientSessions() {
    return clientSessions;
  }

  @Override
  public AuditStore audit() {
    return audit;
  }

  @Override
  public AccessStore access() {
    return access;
  }

  @Override
  public SecretKeys secretKeys() {
    return secretKeys;
  }

  @Override
  public NodeStore nodes() {
    return nodes;
  }

  @Override
  public ProcessStore processes() {
    return processes;
  }

  @Override
  public Future<Void> write(List<Change> changes) {
    synchronized (lock) {
      if (closed) {
        return Future.failedFuture(
            new StoreFailedException(
                "it could not be stored", new IllegalStateException("the store is closed")));
      }
      try {
        changes.forEach(access::check);
      } catch (OvertakenException overtaken) {
        return Future.failedFuture(overtaken);
      }
      changes.forEach(this::make);
    }
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> writeSoon(Change change) {
    return write(change);
  }

  private void make(Change change) {
    switch (change) {
      case Change.OfBots it -> make(it);
      case Change.OfSessions it -> make(it);
      case Change.OfEvents it -> events.make(it);
      case Change.OfGuilds it -> guilds.make(it);
      case Change.OfWebhooks it -> webhooks.make(it);
      case Change.OfKeys it -> keys.make(it);
      case Change.OfClientSessions it -> clientSessions.make(it);
      case Change.OfAudit it -> audit.make(it);
      case Change.OfAccess it -> access.make(it);
    }
  }

  private void make(Change.OfBots change) {
    bots.make(change);
    switch (change) {
      case Change.PutBot _ -> {}
      case Change.RemoveBot(long id) -> {
        sessions.removeOf(id);
        guilds.removeOf(id);
        webhooks.removeIf(webhook -> webhook.botId() == id && webhook.owner() != null);
        clientSessions.removeIf(client -> client.botId() == id);
      }
    }
  }

  private void make(Change.OfSessions change) {
    sessions.make(change);
    switch (change) {
      case Change.PutSession _, Change.UseSessions _, Change.Acknowledge _ -> {}
      case Change.RemoveSession(String hash) -> {
        webhooks.removeIf(webhook -> hash.equals(webhook.owner()));
        clientSessions.removeIf(client -> client.session().equals(hash));
      }
    }
  }

  private boolean closed() {
    return closed;
  }

  @Override
  public Condition condition() {
    return new Condition.Working();
  }

  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
    }
  }
}
