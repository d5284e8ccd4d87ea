package dev.botswain.store.memory;

import dev.botswain.store.AccessStore;
import dev.botswain.store.Change;
import dev.botswain.store.OvertakenException;
import dev.botswain.store.StoredApplication;
import dev.botswain.store.StoredInvitation;
import dev.botswain.store.StoredOperatorKey;
import dev.botswain.store.StoredTenant;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Who may use the server.
final class MemoryAccess implements AccessStore {
  private final Object lock;
  private final Map<String, StoredTenant> tenants = new HashMap<>();
  private final NavigableMap<Long, StoredApplication> applications = new TreeMap<>();
  private final Map<String, StoredInvitation> invitations = new HashMap<>();
  private @Nullable StoredOperatorKey operatorKey;

  MemoryAccess(Object lock) {
    this.lock = lock;
  }

  @Override
  public Future<Optional<StoredOperatorKey>> operatorKey() {
    synchronized (lock) {
      return Future.succeededFuture(Optional.ofNullable(operatorKey));
    }
  }

  @Override
  public Future<List<StoredTenant>> tenants() {
    synchronized (lock) {
      return Future.succeededFuture(List.copyOf(tenants.values()));
    }
  }

  @Override
  public Future<List<StoredApplication>> applications(long after, int limit) {
    synchronized (lock) {
      return Future.succeededFuture(
          applications.tailMap(after, false).values().stream().limit(limit).toList());
    }
  }

  @Override
  public Future<List<StoredInvitation>> invitations() {
    synchronized (lock) {
      return Future.succeededFuture(List.copyOf(invitations.values()));
    }
  }

  /// Under the lock.
  void make(Change.OfAccess change) {
    switch (change) {
      case Change.PutOperatorKey(StoredOperatorKey key) -> operatorKey = key;
      case Change.BeginOperatorKey(StoredOperatorKey key) ->
          operatorKey = operatorKey == null ? key : operatorKey;
      case Change.PutTenant(StoredTenant tenant) -> tenants.put(tenant.name(), tenant);
      case Change.RemoveTenant(var name, var heir) -> remove(name, heir);
      case Change.PutApplication(StoredApplication one) -> applications.put(one.id(), one);
      case Change.RemoveApplication(long id) -> applications.remove(id);
      case Change.PutInvitation(StoredInvitation one) -> invitations.put(one.hash(), one);
      case Change.UseInvitation use ->
          invitations.computeIfPresent(use.hash(), (_, one) -> one.used(use.botId(), use.at()));
      case Change.RemoveInvitation(String hash) -> invitations.remove(hash);
    }
  }

  /// @throws OvertakenException if a change depends on what is not so any more
  void check(Change change) {
    if (change instanceof Change.UseInvitation(String hash, long botId, Instant _)) {
      StoredInvitation one = invitations.get(hash);
      Long usedBy = one == null ? null : one.usedBy();
      if (one == null || usedBy != null && usedBy != botId) {
        throw new OvertakenException("the invitation is not there any more, or used");
      }
    }
  }

  private void remove(String name, @Nullable String heir) {
    tenants.remove(name);
    invitations.values().removeIf(one -> one.tenant().equals(name));
    if (heir == null) {
      applications.values().removeIf(one -> one.tenant().equals(name));
    } else {
      applications.replaceAll(
          (id, one) -> one.tenant().equals(name) ? new StoredApplication(id, heir) : one);
    }
  }
}
