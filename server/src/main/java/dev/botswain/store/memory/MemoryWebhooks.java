package dev.botswain.store.memory;

import dev.botswain.store.Change;
import dev.botswain.store.DeadLetter;
import dev.botswain.store.StoredWebhook;
import dev.botswain.store.WebhookStore;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/// Webhooks, and their dead letters by the id of their event.
final class MemoryWebhooks implements WebhookStore {
  private final Object lock;
  private final Map<String, StoredWebhook> byId = new HashMap<>();
  private final Map<String, NavigableMap<Long, DeadLetter>> letters = new HashMap<>();

  MemoryWebhooks(Object lock) {
    this.lock = lock;
  }

  @Override
  public Future<List<StoredWebhook>> of(Collection<Long> bots) {
    Set<Long> wanted = Set.copyOf(bots);
    synchronized (lock) {
      return Future.succeededFuture(
          byId.values().stream().filter(webhook -> wanted.contains(webhook.botId())).toList());
    }
  }

  @Override
  public Future<List<DeadLetter>> deadLetters(String webhookId, long after, int limit) {
    synchronized (lock) {
      return Future.succeededFuture(
          letters.getOrDefault(webhookId, new TreeMap<>()).tailMap(after, false).values().stream()
              .limit(limit)
              .toList());
    }
  }

  /// The bots that have any. Under the lock.
  LongStream bots() {
    return byId.values().stream().mapToLong(StoredWebhook::botId);
  }

  /// Under the lock.
  void make(Change.OfWebhooks change) {
    switch (change) {
      case Change.PutWebhook(StoredWebhook webhook) ->
          byId.merge(
              webhook.id(), webhook, (known, now) -> with(known, now.definition(), known.cursor()));
      case Change.RemoveWebhook(String id) -> {
        byId.remove(id);
        letters.remove(id);
      }
      case Change.MoveWebhook(String id, long cursor) ->
          byId.computeIfPresent(id, (_, known) -> with(known, known.definition(), cursor));
      case Change.PutDeadLetter(DeadLetter letter) -> {
        var ofWebhook = letters.computeIfAbsent(letter.webhookId(), _ -> new TreeMap<>());
        ofWebhook.put(letter.event().id(), letter);
        if (ofWebhook.size() > DeadLetter.MOST) {
          ofWebhook.pollFirstEntry();
        }
      }
      case Change.RemoveDeadLetter(String webhook, long event) ->
          letters.computeIfPresent(
              webhook,
              (_, known) -> {
                known.remove(event);
                return known.isEmpty() ? null : known;
              });
    }
  }

  private static StoredWebhook with(StoredWebhook known, byte[] definition, long cursor) {
    return new StoredWebhook(known.id(), known.botId(), known.owner(), definition, cursor);
  }

  /// Under the lock.
  void removeIf(Predicate<StoredWebhook> which) {
    byId.values()
        .removeIf(webhook -> {
          boolean goes = which.test(webhook);
          if (goes) {
            letters.remove(webhook.id());
          }
          return goes;
        });
  }
}
