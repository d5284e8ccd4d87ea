package dev.botswain.operator;

import dev.botswain.audit.Target;
import dev.botswain.bot.Bots;
import dev.botswain.error.ApiError;
import dev.botswain.error.RequestRefusedException;
import dev.botswain.http.Answer;
import dev.botswain.http.Call;
import dev.botswain.http.Operation;
import dev.botswain.http.Resource;
import dev.botswain.store.Change;
import dev.botswain.tenant.Quotas;
import dev.botswain.tenant.Tenant;
import dev.botswain.tenant.TenantRegistry;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tenants.
final class TenantsResource implements Resource {
  private final TenantRegistry registry;
  private final Bots bots;
  private final OperatorAudit audit;

  TenantsResource(TenantRegistry registry, Bots bots, OperatorAudit audit) {
    this.registry = registry;
    this.bots = bots;
    this.audit = audit;
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of(
        "listTenants",
        Operation.fromMemory(this::list),
        "getTenant",
        Operation.fromMemory(call -> Answer.json(view(named(call)))),
        "createTenant",
        this::create,
        "changeTenant",
        this::change,
        "deleteTenant",
        this::delete);
  }

  private Answer list(Call call) {
    String after = call.text("after");
    List<Tenant> rest =
        registry.tenants().all().stream()
            .filter(one -> after == null || one.name().compareTo(after) > 0)
            .toList();
    return Pages.of(call, rest, Tenant::name, this::view);
  }

  private Tenant named(Call call) {
    Tenant found = registry.tenants().named(String.valueOf(call.text("name")));
    if (found == null) {
      throw ApiError.UNKNOWN_TENANT.refusal();
    }
    return found;
  }

  private Answer create(Call call) {
    JsonObject body = call.body();
    Quotas quotas = QuotasView.read(Quotas.NONE, body.getJsonObject("quotas"));
    var tenant = new Tenant(body.getString("name"), quotas, RetentionView.read(null, body));
    registry.add(tenant, record(call, "createTenant", tenant));
    return Answer.json(view(tenant)).status(201);
  }

  private Answer change(Call call) {
    Tenant before = named(call);
    JsonObject body = call.body();
    Quotas quotas = QuotasView.read(before.quotas(), body.getJsonObject("quotas"));
    var tenant = new Tenant(before.name(), quotas, RetentionView.read(before.kept(), body));
    registry.change(tenant, record(call, "changeTenant", tenant));
    return Answer.json(view(tenant));
  }

  private Answer delete(Call call) {
    Tenant tenant = named(call);
    if (tenant.isDefault()) {
      throw RequestRefusedException.field("name", "must be of a tenant other than default");
    }
    boolean moves = Boolean.TRUE.equals(call.parameters().get("moveToDefault"));
    if (!moves && connected(tenant) > 0) {
      throw ApiError.TENANT_IN_USE.because(
          "bots of this tenant are connected; disconnect them, or add moveToDefault=true");
    }
    registry.remove(
        tenant,
        moves ? registry.tenants().byDefault() : null,
        record(call, "deleteTenant", tenant));
    return Answer.empty(204);
  }

  private Change record(Call call, String action, Tenant tenant) {
    return audit.recorder(call).done(action, 0, Target.of("tenant", tenant.name()));
  }

  private long connected(Tenant tenant) {
    return registry.tenants().botsElsewhere(tenant)
        + bots.all().stream().filter(bot -> TenantUsage.isOf(tenant, bot)).count();
  }

  private View view(Tenant tenant) {
    long listed =
        registry.tenants().applications().values().stream().filter(tenant.name()::equals).count();
    return new View(
        tenant.name(),
        QuotasView.of(tenant.quotas()),
        RetentionView.of(tenant.kept()),
        listed,
        connected(tenant));
  }

  private record View(
      String name,
      QuotasView quotas,
      @Nullable RetentionView retention,
      long applications,
      long bots) {}

  /// Quotas as the operator reads and writes them.
  record QuotasView(
      @Nullable Long bots,
      @Nullable Long sessions,
      @Nullable Long webhooks,
      @Nullable Long eventsPerDay,
      @Nullable Long bytes,
      @Nullable Long requestsPerSecond,
      @Nullable Long uploads) {
    static QuotasView of(Quotas quotas) {
      return new QuotasView(
          quotas.bots(),
          quotas.sessions(),
          quotas.webhooks(),
          quotas.eventsPerDay(),
          quotas.bytes(),
          quotas.requestsPerSecond(),
          quotas.uploads());
    }

    /// Quotas with changes.
    ///
    /// @param body null for none; a field that it has replaces the quota, by nothing if it is null
    static Quotas read(Quotas before, @Nullable JsonObject body) {
      return body == null
          ? before
          : new Quotas(
              number(body, "bots", before.bots()),
              number(body, "sessions", before.sessions()),
              number(body, "webhooks", before.webhooks()),
              number(body, "eventsPerDay", before.eventsPerDay()),
              number(body, "bytes", before.bytes()),
              number(body, "requestsPerSecond", before.requestsPerSecond()),
              number(body, "uploads", before.uploads()));
    }

    private static @Nullable Long number(JsonObject body, String name, @Nullable Long before) {
      return body.containsKey(name) ? body.getLong(name) : before;
    }
  }
}
