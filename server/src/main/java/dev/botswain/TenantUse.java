package dev.botswain;

import dev.botswain.bot.Bot;
import dev.botswain.limit.Quota;
import dev.botswain.tenant.Tenant;
import dev.botswain.tenant.Tenants;
import java.util.HashMap;
import java.util.Map;

/// How much tenants use at this node of what is bounded over all nodes.
final class TenantUse {
  private TenantUse() {}

  /// Connected bots of every tenant, and what those with a quota have of it, as [Tenants#elsewhere]
  /// takes it.
  static Map<String, Long> here(Core core) {
    var used = new HashMap<String, Long>();
    for (Bot bot : core.bots.all()) {
      used.merge(Tenants.use(Tenant.nameOf(bot.owner()), Quota.BOTS), 1L, Long::sum);
    }
    for (Tenant tenant : core.registry.tenants().all()) {
      if (!tenant.isDefault()) {
        if (tenant.quotas().sessions() != null) {
          put(used, tenant, Quota.SESSIONS, core.sessions.count(tenant.owner()));
        }
        if (tenant.quotas().webhooks() != null) {
          put(used, tenant, Quota.WEBHOOKS, core.webhooks.count(tenant.owner()));
        }
      }
    }
    return used;
  }

  private static void put(Map<String, Long> used, Tenant tenant, Quota quota, long count) {
    if (count > 0) {
      used.put(Tenants.use(tenant.name(), quota), count);
    }
  }
}
