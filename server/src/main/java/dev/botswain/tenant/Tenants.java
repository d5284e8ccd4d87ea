package dev.botswain.tenant;

import dev.botswain.limit.Owner;
import dev.botswain.limit.Owners;
import dev.botswain.limit.Quota;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// All tenants, and which application belongs to which. Reads are from memory and for any thread.
public final class Tenants implements Owners {
  private static final Tenant PLAIN_DEFAULT = new Tenant(Tenant.DEFAULT, Quotas.NONE);

  private final Map<String, Tenant> byName = new ConcurrentHashMap<>();
  private final Map<String, TenantOwner.Standing> standings = new ConcurrentHashMap<>();
  private final Map<Long, String> byApplication = new ConcurrentHashMap<>();

  /// The tenants of bots that are logging in with an invitation.
  private final Map<Long, String> invited = new ConcurrentHashMap<>();

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
      name = byApplication.get(applicationId);
    }
    if (name == null) {
      name = invited.getOrDefault(botId, Tenant.DEFAULT);
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
        ? new TenantOwner(Owner.ofBot(botId).name(), false, standing(tenant))
        : new TenantOwner(tenant.owner(), true, standing(tenant));
  }

  @Override
  public Owner usual() {
    return new TenantOwner("bot", false, standing(byDefault()));
  }

  /// The ids in the lists of all tenants.
  @Override
  public Collection<Long> members() {
    return List.copyOf(byApplication.keySet());
  }

  private TenantOwner.Standing standing(Tenant tenant) {
    return standings.computeIfAbsent(tenant.name(), _ -> new TenantOwner.Standing(tenant));
  }

  /// Whether a bot is in the list of a tenant, by either of its ids.
  public boolean list(long botId, long applicationId) {
    return byApplication.containsKey(botId) || byApplication.containsKey(applicationId);
  }

  /// The name of the tenant of each application that is in a list, by its id.
  public NavigableMap<Long, String> applications() {
    return new TreeMap<>(byApplication);
  }

  /// How many applications are in lists.
  public int listed() {
    return byApplication.size();
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
  void put(Tenant tenant) {
    byName.put(tenant.name(), tenant);
    standing(tenant).tenant = tenant;
  }

  /// Names what a tenant uses of a quota.
  public static String use(String tenant, Quota quota) {
    return tenant + " " + quota.field();
  }

  /// What tenants use at other nodes, by [#use]. Replaces what was known.
  public void elsewhere(Map<String, Long> used) {
    var byTenant = new HashMap<String, Map<Quota, Long>>();
    for (Quota quota : Quota.values()) {
      String end = use("", quota);
      used.forEach((name, count) -> {
        if (name.endsWith(end)) {
          String tenant = name.substring(0, name.length() - end.length());
          byTenant.computeIfAbsent(tenant, _ -> new EnumMap<>(Quota.class)).put(quota, count);
        }
      });
    }
    byTenant.forEach((name, counts) -> standing(knownOr(name)).elsewhere = counts);
    standings.forEach((name, standing) -> {
      if (!byTenant.containsKey(name)) {
        standing.elsewhere = Map.of();
      }
    });
  }

  private Tenant knownOr(String name) {
    Tenant known = named(name);
    return known == null ? new Tenant(name, Quotas.NONE) : known;
  }

  /// How many bots of a tenant are connected to other nodes.
  public long botsElsewhere(Tenant tenant) {
    return standing(tenant).elsewhere.getOrDefault(Quota.BOTS, 0L);
  }

  /// Makes these all that there are. What stays as it is, is in effect meanwhile, and an
  /// application that changes its tenant has one at all times.
  ///
  /// @param applications the names of their tenants by their ids
  void replace(Collection<Tenant> all, Map<Long, String> applications) {
    all.forEach(this::put);
    byApplication.putAll(applications);
    byApplication.keySet().retainAll(applications.keySet());
    var names = all.stream().map(Tenant::name).collect(Collectors.toSet());
    for (String name : List.copyOf(byName.keySet())) {
      if (!names.contains(name)) {
        remove(name, null);
      }
    }
  }

  /// Puts an application into a tenant's list, and out of any other.
  void assign(long applicationId, String tenant) {
    byApplication.put(applicationId, tenant);
  }

  /// Takes an application out of its tenant's list.
  void unassign(long applicationId) {
    byApplication.remove(applicationId);
  }

  /// Removes a tenant, with its quotas.
  ///
  /// @param heir whose list gets the applications in its list; null for none
  void remove(String name, @Nullable String heir) {
    byApplication.replaceAll((_, tenant) -> heir != null && tenant.equals(name) ? heir : tenant);
    byApplication.values().removeIf(name::equals);
    byName.remove(name);
    TenantOwner.Standing standing = standings.get(name);
    if (standing != null) {
      standing.tenant = new Tenant(name, Quotas.NONE); // Of bots that are still connected.
    }
  }

  /// A bot that is in no list is logging in with an invitation.
  void expect(long botId, String tenant) {
    invited.put(botId, tenant);
  }

  /// It has logged in, or failed.
  void expectNoMore(long botId) {
    invited.remove(botId);
  }
}
