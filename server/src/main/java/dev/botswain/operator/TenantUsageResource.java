package dev.botswain.operator;

import dev.botswain.error.ApiError;
import dev.botswain.http.Answer;
import dev.botswain.http.Call;
import dev.botswain.http.Operation;
import dev.botswain.http.Resource;
import dev.botswain.limit.Limit;
import dev.botswain.limit.Quota;
import dev.botswain.tenant.Tenant;
import dev.botswain.tenant.Tenants;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// How much a tenant uses.
final class TenantUsageResource implements Resource {
  private final Tenants tenants;
  private final TenantUsage usage;
  private final InstantSource clock;

  TenantUsageResource(Tenants tenants, TenantUsage usage, InstantSource clock) {
    this.tenants = tenants;
    this.usage = usage;
    this.clock = clock;
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of("getTenantUsage", this::get);
  }

  private Answer get(Call call) throws TimeoutException {
    Tenant tenant = tenants.named(String.valueOf(call.text("name")));
    if (tenant == null) {
      throw ApiError.UNKNOWN_TENANT.refusal();
    }
    Map<Quota, Long> used = call.await(usage.of(tenant, clock.instant()));
    var views = new LinkedHashMap<String, Use>();
    for (Quota quota : Quota.values()) {
      views.put(
          quota.field(),
          Use.of(used.getOrDefault(quota, 0L), tenant.quotas().of(quota), quota.limit()));
    }
    return Answer.json(views);
  }

  /// @param quota null for none
  /// @param most how much it may be: the quota, otherwise the share; null if there is no bound
  private record Use(long used, @Nullable Long quota, @Nullable Long most) {
    static Use of(long used, @Nullable Long quota, @Nullable Limit limit) {
      Long share = limit == null ? null : (Long) limit.share();
      return new Use(used, quota, quota == null ? share : quota);
    }
  }
}
