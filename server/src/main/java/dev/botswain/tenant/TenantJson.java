package dev.botswain.tenant;

import dev.botswain.limit.Owner;
import dev.botswain.store.StoredTenant;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/// Tenants as they are stored.
final class TenantJson {
  private TenantJson() {}

  static Tenant tenant(StoredTenant stored) {
    var document = new JsonObject(stored.document());
    var quotas = document.getJsonObject("quotas");
    var kept = document.getJsonObject("kept");
    return new Tenant(
        stored.name(),
        new Quotas(
            quotas.getLong("bots"),
            quotas.getLong("sessions"),
            quotas.getLong("webhooks"),
            quotas.getLong("eventsPerDay"),
            quotas.getLong("bytes"),
            quotas.getLong("requestsPerSecond"),
            quotas.getLong("uploads")),
        kept == null
            ? null
            : new Owner.Kept(
                Duration.ofSeconds(kept.getLong("seconds")), kept.getInteger("count")));
  }

  static StoredTenant stored(Tenant tenant) {
    Quotas quotas = tenant.quotas();
    var document =
        new JsonObject()
            .put("bots", quotas.bots())
            .put("sessions", quotas.sessions())
            .put("webhooks", quotas.webhooks())
            .put("eventsPerDay", quotas.eventsPerDay())
            .put("bytes", quotas.bytes())
            .put("requestsPerSecond", quotas.requestsPerSecond())
            .put("uploads", quotas.uploads());
    Owner.Kept kept = tenant.kept();
    return new StoredTenant(
        tenant.name(),
        new JsonObject()
            .put("quotas", document)
            .put(
                "kept",
                kept == null
                    ? null
                    : new JsonObject()
                        .put("seconds", kept.age().toSeconds())
                        .put("count", kept.count()))
            .encode());
  }
}
