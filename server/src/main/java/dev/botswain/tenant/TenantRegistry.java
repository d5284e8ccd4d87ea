package dev.botswain.tenant;

import dev.botswain.error.ApiError;
import dev.botswain.store.Change;
import dev.botswain.store.OvertakenException;
import dev.botswain.store.Store;
import dev.botswain.store.StoredApplication;
import dev.botswain.time.Await;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Changes tenants, their lists and invitations, one change after the other: each is stored before
/// it takes effect, in one transaction with the record of who made it. Its methods wait for the
/// store, so call them on virtual threads, and fail with [dev.botswain.store.StoreFailedException]
/// without effect if nothing can be stored.
public final class TenantRegistry {
  private static final int MOST_TENANTS = 10_000;
  private static final int MOST_APPLICATIONS = 1_000_000;
  private static final int MOST_INVITATIONS = 100_000;

  /// The number of applications that are read at once.
  private static final int PAGE = 10_000;

  private static final int TRIES = 3;

  private final Store store;
  private final InstantSource clock;
  private final Tenants tenants = new Tenants();
  private final Invitations invitations;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile Runnable doubt = () -> {};

  public TenantRegistry(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    this.invitations = new Invitations(clock);
  }

  /// Sets what is done before somebody is refused whom another node may have let in a moment ago:
  /// it waits until that is known here.
  public void onDoubt(Runnable waits) {
    doubt = waits;
  }

  void doubt() {
    doubt.run();
  }

  public Tenants tenants() {
    return tenants;
  }

  public Invitations invitations() {
    return invitations;
  }

  /// Reads what is stored: at the start what an earlier run did, later what other nodes do. What
  /// has not changed stays in effect meanwhile.
  public void load() {
    alone(() -> {
      Stored now = read();
      for (int i = 1; i < TRIES && !now.isWhole(); i++) {
        now = read();
      }
      tenants.replace(now.tenants(), now.applications());
      invitations.replace(now.invitations());
      return now;
    });
  }

  /// In this order, so that the tenant of every application is among those read later, unless it
  /// was removed meanwhile.
  private Stored read() {
    var applications = new HashMap<Long, String>();
    var page = Await.of(store.access().applications(0, PAGE));
    while (!page.isEmpty()) {
      page.forEach(one -> applications.put(one.id(), one.tenant()));
      page = Await.of(store.access().applications(page.getLast().id(), PAGE));
    }
    var invited = Await.of(store.access().invitations()).stream().map(Invitation::of).toList();
    var all = Await.of(store.access().tenants()).stream().map(TenantJson::tenant).toList();
    return new Stored(all, applications, invited);
  }

  private record Stored(
      List<Tenant> tenants, Map<Long, String> applications, List<Invitation> invitations) {
    /// Whether no tenant was removed while it was read.
    boolean isWhole() {
      var names = tenants.stream().map(Tenant::name).collect(Collectors.toSet());
      names.add(Tenant.DEFAULT);
      return names.containsAll(applications.values());
    }
  }

  /// Adds a tenant.
  ///
  /// @throws dev.botswain.error.RequestRefusedException if there is one with this name
  public void add(Tenant tenant, Change record) {
    alone(() -> {
      requireNew(tenant.name());
      write(new Change.PutTenant(TenantJson.stored(tenant)), record);
      tenants.put(tenant);
      return tenant;
    });
  }

  private void requireNew(String name) {
    if (tenants.named(name) != null) {
      throw ApiError.TENANT_EXISTS.because("there is a tenant " + name);
    }
    if (tenants.all().size() >= MOST_TENANTS) {
      throw full("tenants");
    }
  }

  /// Changes the tenant with this name.
  public void change(Tenant tenant, Change record) {
    alone(() -> {
      present(tenant.name());
      write(new Change.PutTenant(TenantJson.stored(tenant)), record);
      tenants.put(tenant);
      return tenant;
    });
  }

  /// Removes a tenant, its quotas and its invitations.
  ///
  /// @param heir whose list gets the applications in its list; null for none
  public void remove(Tenant tenant, @Nullable Tenant heir, Change record) {
    alone(() -> {
      String to = heir == null ? null : heir.name();
      write(new Change.RemoveTenant(tenant.name(), to), record);
      tenants.remove(tenant.name(), to);
      invitations.removeOf(tenant.name());
      return tenant;
    });
  }

  /// Puts an application into a tenant's list, and out of any other. A bot that is connected keeps
  /// its tenant until it connects again.
  ///
  /// @param id of the bot's user, which its token names; for bots that are not very old that is the
  ///   id of the application
  public void assign(long id, String tenant, Change record) {
    alone(() -> {
      if (!tenants.list(id, id) && tenants.listed() >= MOST_APPLICATIONS) {
        throw full("applications");
      }
      Tenant now = present(tenant);
      write(new Change.PutApplication(new StoredApplication(id, now.name())), record);
      tenants.assign(id, now.name());
      return now;
    });
  }

  /// Takes an application out of its tenant's list.
  public void unassign(long id, Change record) {
    alone(() -> {
      write(new Change.RemoveApplication(id), record);
      tenants.unassign(id);
      return id;
    });
  }

  /// Makes an invitation into a tenant, which is added if there is none with this name.
  ///
  /// @param mustBeNew whether it must be added, because it is given quotas
  /// @param record of the invitation that is made
  public Invitations.Created invite(
      Tenant tenant,
      boolean mustBeNew,
      Invitations.Terms terms,
      Function<Invitation, Change> record) {
    return alone(() -> {
      var changes = new ArrayList<Change>();
      boolean isNew = tenants.named(tenant.name()) == null;
      if (isNew || mustBeNew) {
        requireNew(tenant.name());
        changes.add(new Change.PutTenant(TenantJson.stored(tenant)));
      }
      List<Invitation> old = invitations.old();
      if (invitations.size() - old.size() >= MOST_INVITATIONS) {
        throw full("invitations");
      }
      old.forEach(one -> changes.add(new Change.RemoveInvitation(one.hash())));
      var made = invitations.create(tenant.name(), terms);
      changes.add(new Change.PutInvitation(made.invitation().stored()));
      changes.add(record.apply(made.invitation()));
      write(changes);
      if (isNew) {
        tenants.put(tenant);
      }
      old.forEach(invitations::remove);
      invitations.put(made.invitation());
      return made;
    });
  }

  /// Takes an invitation back. Whoever is logging in with it at this moment fails.
  public void revoke(Invitation invitation, Change record) {
    alone(() -> {
      write(new Change.RemoveInvitation(invitation.hash()), record);
      invitations.remove(invitation);
      return invitation;
    });
  }

  /// A bot has logged in with an invitation, which is used up by that and puts it into the list,
  /// unless another login has put it there meanwhile.
  ///
  /// @param with what is stored in the same transaction
  void redeem(Invitations.Reservation held, long botId, List<Change> with) {
    alone(() -> {
      if (tenants.list(botId, botId)) {
        write(with);
        return held;
      }
      Invitation used = held.usedBy(botId);
      var changes = new ArrayList<>(with);
      changes.add(new Change.UseInvitation(used.hash(), botId, clock.instant()));
      changes.add(new Change.PutApplication(new StoredApplication(botId, used.tenant())));
      try {
        write(changes);
      } catch (OvertakenException atAnotherNode) {
        throw Invitations.taken();
      }
      tenants.assign(botId, used.tenant()); // First: whoever finds it used finds the bot listed.
      invitations.put(used);
      return held;
    });
  }

  private Tenant present(String name) {
    Tenant now = tenants.named(name);
    if (now == null) {
      throw ApiError.UNKNOWN_TENANT.refusal();
    }
    return now;
  }

  private static RuntimeException full(String what) {
    return ApiError.QUOTA_REACHED.because("this server has the maximum number of " + what);
  }

  private <T> T alone(Supplier<T> change) {
    lock.lock();
    try {
      return change.get();
    } finally {
      lock.unlock();
    }
  }

  private void write(Change change, Change record) {
    write(List.of(change, record));
  }

  void write(List<Change> changes) {
    Await.of(store.write(changes));
  }
}
