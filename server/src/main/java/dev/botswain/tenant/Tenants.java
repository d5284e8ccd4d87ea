package dev.botswain.tenant;

import dev.botswain.limit.Owner;
import dev.botswain.limit.Owners;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// All tenants, and which application belongs to which. Reads are from memory and for any thread.
public final class Tenants implements Owners {
  private static final Tenant PLAIN_DEFAULT = new Tenant(Tenant.DEFAULT, Quotas.NONE);

  private final Map<String, Tenant> byName = new ConcurrentHashMap<>();
  private final Map<String, TenantOwner.Standing> standings = new ConcurrentHashMap<>();
  private final Map<Long, String> byApplication = new ConcurrentHashMap<>();

  /// The tenant of a bot.
  ///
  /// @param id of the bot's user or its application
  public Tenant of(long id) {
    return of(id, id);
  }

  /// The tenant of an old bot, whose application has another id: that of the first of the two ids
  /// that is in a list.
  public Tenant of(long botId, long applicationId) {
    String name = byApplication.get(botId);
    if (name == null) {
      name = byApplication.getOrDefault(applicationId, Tenant.DEFAULT);
    }
    Tenant found = named(name);
    return found == null ? byDefault() : found;
  }

  /// Whose share of bounded resources a bot's use counts toward: its tenant's, or its own if that
  /// is `default`.
  @Override
  public Owner owner(long botId, long applicationId) {
    Tenant tenant = of(botId, applicationId);
    return tenant.isDefault()
        ? new TenantOwner("bot " + botId, false, standing(tenant))
        : new TenantOwner("tenant " + tenant.name(), true, standing(tenant));
  }

  /// The ids in the lists of all tenants.
  @Override
  public Collection<Long> members() {
    return List.copyOf(byApplication.keySet());
  }

  private TenantOwner.Standing standing(Tenant tenant) {
    return standings.computeIfAbsent(tenant.name(), _ -> new TenantOwner.Standing(tenant));
  }

  /// The tenant of all bots that belong to no other.
  public Tenant byDefault() {
    return byName.getOrDefault(Tenant.DEFAULT, PLAIN_DEFAULT);
  }

  /// The tenant with a name, as it is now; null if there is none.
  public @Nullable Tenant named(String name) {
    return name.equals(Tenant.DEFAULT) ? byDefault() : byName.get(name);
  }

  /// All of them by name, `default` included.
  public List<Tenant> all() {
    var all = new ConcurrentHashMap<>(byName);
    all.putIfAbsent(Tenant.DEFAULT, PLAIN_DEFAULT);
    return all.values().stream().sorted(Comparator.comparing(Tenant::name)).toList();
  }

  /// Adds a tenant, or changes one with this name.
  public void put(Tenant tenant) {
    byName.put(tenant.name(), tenant);
    standing(tenant).tenant = tenant;
  }

  /// Puts an application into a tenant's list, and out of any other.
  public void assign(long applicationId, Tenant tenant) {
    byApplication.put(applicationId, tenant.name());
  }

  /// Takes an application out of its tenant's list.
  public void unassign(long applicationId) {
    byApplication.remove(applicationId);
  }
}
