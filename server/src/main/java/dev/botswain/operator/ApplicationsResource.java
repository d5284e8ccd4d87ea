package dev.botswain.operator;

import dev.botswain.audit.Target;
import dev.botswain.bot.Bot;
import dev.botswain.bot.Bots;
import dev.botswain.discord.protocol.Snowflake;
import dev.botswain.error.ApiError;
import dev.botswain.http.Answer;
import dev.botswain.http.Call;
import dev.botswain.http.Operation;
import dev.botswain.http.Resource;
import dev.botswain.tenant.Tenant;
import dev.botswain.tenant.TenantRegistry;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Applications that may log in, and whose they are.
final class ApplicationsResource implements Resource {
  private final TenantRegistry registry;
  private final Bots bots;
  private final OperatorAudit audit;

  ApplicationsResource(TenantRegistry registry, Bots bots, OperatorAudit audit) {
    this.registry = registry;
    this.bots = bots;
    this.audit = audit;
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of(
        "listApplications",
        Operation.fromMemory(this::list),
        "getApplication",
        Operation.fromMemory(call -> Answer.json(view(id(call), tenant(id(call))))),
        "putApplication",
        this::put,
        "deleteApplication",
        this::delete);
  }

  private static long id(Call call) {
    return Snowflake.of(Objects.requireNonNull(call.text("id")));
  }

  private Answer list(Call call) {
    String after = call.text("after");
    String tenant = call.text("tenant");
    List<Map.Entry<Long, String>> rest =
        registry
            .tenants()
            .applications()
            .tailMap(after == null ? 0 : Snowflake.of(after), false)
            .entrySet()
            .stream()
            .filter(one -> tenant == null || one.getValue().equals(tenant))
            .toList();
    return Pages.of(
        call, rest, one -> Long.toString(one.getKey()), one -> view(one.getKey(), one.getValue()));
  }

  private String tenant(long id) {
    String found = registry.tenants().applications().get(id);
    if (found == null) {
      throw ApiError.UNKNOWN_APPLICATION.refusal();
    }
    return found;
  }

  private Answer put(Call call) {
    String name = call.body().getString("tenant", Tenant.DEFAULT);
    registry.assign(
        id(call),
        name,
        audit.recorder(call).done("putApplication", id(call), Target.of("tenant", name)));
    return Answer.json(view(id(call), name));
  }

  private Answer delete(Call call) {
    tenant(id(call));
    registry.unassign(
        id(call), audit.recorder(call).done("deleteApplication", id(call), Target.NONE));
    return Answer.empty(204);
  }

  private View view(long id, String tenant) {
    Bot bot =
        bots.all().stream()
            .filter(one -> one.id() == id || one.application().knownId() == id)
            .findFirst()
            .orElse(null);
    return new View(Long.toString(id), tenant, bot != null, bot == null ? null : bot.owner());
  }

  /// @param countsToward whose share of limits its bot uses until it connects again; null if it is
  ///   not connected
  private record View(String id, String tenant, boolean connected, @Nullable String countsToward) {}
}
