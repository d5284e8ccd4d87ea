package dev.botswain.tenant;

import dev.botswain.limit.Owner;
import dev.botswain.limit.Quota;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whose share counts: all bots of a tenant together, or one bot of `default`.
///
/// @param standing of its tenant
record TenantOwner(String name, boolean isGroup, Standing standing) implements Owner {
  /// What a tenant may use, at this moment: kept here so that a request needs no look-up.
  static final class Standing {
    volatile Tenant tenant;

    /// What it uses at other nodes.
    volatile Map<Quota, Long> elsewhere = Map.of();

    Standing(Tenant tenant) {
      this.tenant = tenant;
    }
  }

  @Override
  public @Nullable Long quota(Quota of) {
    return standing.tenant.quotas().of(of);
  }

  @Override
  public long most(Quota of, long share) {
    Long quota = quota(of);
    return quota == null ? share : Math.max(0, quota - standing.elsewhere.getOrDefault(of, 0L));
  }

  @Override
  public @Nullable Kept kept() {
    return standing.tenant.kept();
  }
}
