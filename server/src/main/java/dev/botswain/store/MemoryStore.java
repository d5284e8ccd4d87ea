package dev.botswain.store;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// A store that is gone with the process. Only events and what webhooks and the relay need is ever
/// asked for again, so it keeps no more than that.
public final class MemoryStore implements Store {
  private final Map<Long, NavigableMap<Long, StoredEvent>> events = new HashMap<>();
  private final Map<Long, NavigableMap<Long, StoredGuild>> guilds = new HashMap<>();
  private final Map<String, NavigableMap<Long, DeadLetter>> letters = new HashMap<>();

  /// Those that belong to a session.
  private final Map<String, StoredWebhook> ownedWebhooks = new HashMap<>();

  private final Map<String, StoredClientSession> clientSessions = new HashMap<>();
  private final NavigableMap<Long, StoredEvent> byAge = new TreeMap<>();
  private final Map<Long, Long> forgotten = new HashMap<>();
  private long bytes;

  @Override
  public Kept load() {
    return new Kept(List.of(), List.of(), List.of(), List.of(), Map.of());
  }

  @Override
  public void append(Append append, Runnable stored) {
    synchronized (this) {
      StoredEvent event = append.event();
      if (byAge.putIfAbsent(event.id(), event) != null) {
        return;
      }
      events.computeIfAbsent(event.botId(), _ -> new TreeMap<>()).put(event.id(), event);
      bytes += size(event);
      append.changes().forEach(change -> change(event, change));
    }
    stored.run();
  }

  private void change(StoredEvent event, GuildChange change) {
    NavigableMap<Long, StoredGuild> ofBot =
        guilds.computeIfAbsent(event.botId(), _ -> new TreeMap<>());
    switch (change) {
      case GuildChange.Whole(long id, int shard, byte[] document) ->
          ofBot.put(id, new StoredGuild(event.botId(), id, shard, document, event.id(), List.of()));
      case GuildChange.Part(long id) ->
          ofBot.computeIfPresent(
              id,
              (_, guild) -> {
                var changes = new ArrayList<>(guild.changes());
                changes.add(event);
                return new StoredGuild(
                    guild.botId(), id, guild.shard(), guild.document(), guild.upTo(), changes);
              });
      case GuildChange.Gone(long id) -> ofBot.remove(id);
      case GuildChange.Listed(int shard, Set<Long> ids) ->
          ofBot.values().removeIf(kept -> kept.shard() == shard && !ids.contains(kept.guildId()));
    }
  }

  @Override
  public synchronized Future<Void> write(List<Change> changes) {
    for (Change change : changes) {
      switch (change) {
        case Change.RemoveBot(long id) -> {
          guilds.remove(id);
          clientSessions.values().removeIf(kept -> kept.botId() == id);
          removeWebhooks(owned -> owned.botId() == id);
        }
        case Change.BeginLog(long bot, long id) -> forgotten.putIfAbsent(bot, id);
        case Change.PutGuild(StoredGuild guild) ->
            guilds
                .getOrDefault(guild.botId(), new TreeMap<>())
                .computeIfPresent(guild.guildId(), (_, before) -> merged(guild, before));
        case Change.PutWebhook(StoredWebhook webhook) -> {
          if (webhook.owner() != null) {
            ownedWebhooks.put(webhook.id(), webhook);
          }
        }
        case Change.RemoveWebhook(String id) -> {
          letters.remove(id);
          ownedWebhooks.remove(id);
        }
        case Change.PutDeadLetter(DeadLetter letter) -> {
          var ofWebhook = letters.computeIfAbsent(letter.webhookId(), _ -> new TreeMap<>());
          ofWebhook.put(letter.event().id(), letter);
          if (ofWebhook.size() > DeadLetter.MOST) {
            ofWebhook.pollFirstEntry();
          }
        }
        case Change.RemoveDeadLetter(String webhook, long event) ->
            letters.getOrDefault(webhook, new TreeMap<>()).remove(event);
        case Change.RemoveSession(String hash) -> {
          clientSessions.values().removeIf(kept -> kept.session().equals(hash));
          removeWebhooks(owned -> hash.equals(owned.owner()));
        }
        case Change.PutClientSession(StoredClientSession session) ->
            clientSessions.put(session.id(), session);
        case Change.RemoveClientSession(String id) -> clientSessions.remove(id);
        case Change.TrimClientSessions(Instant since, long most, long mostOfBot) ->
            trim(since, most, mostOfBot);
        case Change.PutSession _,
            Change.UseSessions _,
            Change.Acknowledge _,
            Change.PutBot _,
            Change.PutKey _,
            Change.RemoveKey _,
            Change.ForgetKeys _,
            Change.MoveWebhook _ -> {}
      }
    }
    return Future.succeededFuture();
  }

  private void removeWebhooks(Predicate<StoredWebhook> which) {
    ownedWebhooks
        .values()
        .removeIf(owned -> {
          boolean goes = which.test(owned);
          if (goes) {
            letters.remove(owned.id());
          }
          return goes;
        });
  }

  private void trim(Instant since, long most, long mostOfBot) {
    clientSessions.values().removeIf(session -> session.seenAt().isBefore(since));
    record Ranked(StoredClientSession session, int rank) {}
    var counts = new HashMap<Long, Integer>();
    Set<String> stay =
        clientSessions.values().stream()
            .sorted(Comparator.comparing(StoredClientSession::seenAt).reversed())
            .map(session -> new Ranked(session, counts.merge(session.botId(), 1, Integer::sum)))
            .filter(one -> one.rank() <= mostOfBot)
            .sorted(Comparator.comparingInt(Ranked::rank))
            .limit(most)
            .map(one -> one.session().id())
            .collect(Collectors.toSet());
    clientSessions.keySet().retainAll(stay);
  }

  @Override
  public synchronized Future<List<StoredClientSession>> clientSession(String id) {
    StoredClientSession session = clientSessions.get(id);
    return Future.succeededFuture(session == null ? List.of() : List.of(session));
  }

  /// The document stands for what came before it, not for what came since.
  private static StoredGuild merged(StoredGuild guild, StoredGuild before) {
    if (before.upTo() >= guild.upTo()) {
      return before;
    }
    return new StoredGuild(
        before.botId(),
        before.guildId(),
        before.shard(),
        guild.document(),
        guild.upTo(),
        before.changes().stream().filter(change -> change.id() > guild.upTo()).toList());
  }

  @Override
  public synchronized Future<StoredPage> events(long botId, long after, int limit, int most) {
    var found = new ArrayList<StoredEvent>();
    int size = 0;
    for (StoredEvent event :
        events.getOrDefault(botId, new TreeMap<>()).tailMap(after, false).values()) {
      if (found.size() == limit || size >= most) {
        break;
      }
      found.add(event);
      size += event.data().length;
    }
    return Future.succeededFuture(new StoredPage(forgotten.getOrDefault(botId, 0L), found));
  }

  @Override
  public synchronized Future<Backlog> backlog(long botId, long after) {
    var behind = events.getOrDefault(botId, new TreeMap<>()).tailMap(after, false);
    return Future.succeededFuture(
        behind.isEmpty()
            ? new Backlog(0, 0)
            : new Backlog(behind.size(), behind.firstEntry().getValue().timeMillis()));
  }

  @Override
  public synchronized Future<List<StoredGuild>> guilds(long botId) {
    return Future.succeededFuture(
        List.copyOf(guilds.getOrDefault(botId, new TreeMap<>()).values()));
  }

  @Override
  public synchronized Future<List<StoredGuild>> guild(long botId, long guildId) {
    StoredGuild guild = guilds.getOrDefault(botId, new TreeMap<>()).get(guildId);
    return Future.succeededFuture(guild == null ? List.of() : List.of(guild));
  }

  @Override
  public synchronized Future<List<DeadLetter>> deadLetters(
      String webhookId, long after, int limit) {
    return Future.succeededFuture(
        letters.getOrDefault(webhookId, new TreeMap<>()).tailMap(after, false).values().stream()
            .limit(limit)
            .toList());
  }

  @Override
  public Future<List<StoredKey>> key(String key) {
    return Future.succeededFuture(List.of());
  }

  @Override
  public synchronized Future<Map<Long, Long>> trim(Retention retention) {
    var trimmed = new HashMap<Long, Long>();
    while (!byAge.isEmpty()
        && byAge.firstEntry().getValue().timeMillis() < retention.since().toEpochMilli()) {
      forget(byAge.firstEntry().getValue(), trimmed);
    }
    for (NavigableMap<Long, StoredEvent> ofBot : events.values()) {
      while (ofBot.size() > retention.perBot()) {
        forget(ofBot.firstEntry().getValue(), trimmed);
      }
    }
    forgetOfLargest(retention.bytes(), trimmed);
    events.values().removeIf(Map::isEmpty);
    forgotten.putAll(trimmed);
    return Future.succeededFuture(trimmed);
  }

  private void forgetOfLargest(long most, Map<Long, Long> trimmed) {
    record Log(long bytes, NavigableMap<Long, StoredEvent> events) {}
    var logs =
        new PriorityQueue<Log>(
            Comparator.comparingLong(Log::bytes)
                .reversed()
                .thenComparing(log -> log.events().firstKey()));
    if (bytes > most) {
      for (NavigableMap<Long, StoredEvent> ofBot : events.values()) {
        if (!ofBot.isEmpty()) {
          logs.add(new Log(ofBot.values().stream().mapToLong(MemoryStore::size).sum(), ofBot));
        }
      }
    }
    while (bytes > most && !logs.isEmpty()) {
      Log largest = logs.remove();
      StoredEvent oldest = largest.events().firstEntry().getValue();
      forget(oldest, trimmed);
      if (!largest.events().isEmpty()) {
        logs.add(new Log(largest.bytes() - size(oldest), largest.events()));
      }
    }
  }

  private void forget(StoredEvent event, Map<Long, Long> trimmed) {
    byAge.remove(event.id());
    NavigableMap<Long, StoredEvent> ofBot = events.get(event.botId());
    if (ofBot != null && ofBot.remove(event.id()) != null) {
      bytes -= size(event);
      trimmed.merge(event.botId(), event.id(), Math::max);
    }
  }

  private static int size(StoredEvent event) {
    return event.data().length + Retention.EVENT_OVERHEAD;
  }

  @Override
  public Condition condition() {
    return new Condition.Working();
  }

  @Override
  public long backlogBytes() {
    return 0;
  }

  @Override
  public void close() {}
}
