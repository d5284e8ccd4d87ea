package dev.botswain.operator;

import dev.botswain.audit.Target;
import dev.botswain.discord.protocol.Snowflake;
import dev.botswain.error.ApiError;
import dev.botswain.http.Answer;
import dev.botswain.http.Call;
import dev.botswain.http.Operation;
import dev.botswain.http.Resource;
import dev.botswain.store.Change;
import dev.botswain.tenant.Invitation;
import dev.botswain.tenant.Invitations;
import dev.botswain.tenant.Quotas;
import dev.botswain.tenant.Tenant;
import dev.botswain.tenant.TenantRegistry;
import dev.botswain.time.Timestamp;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Invitations.
final class InvitationsResource implements Resource {
  private final TenantRegistry registry;
  private final InstantSource clock;
  private final OperatorAudit audit;

  InvitationsResource(TenantRegistry registry, InstantSource clock, OperatorAudit audit) {
    this.registry = registry;
    this.clock = clock;
    this.audit = audit;
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of(
        "listInvitations",
        Operation.fromMemory(this::list),
        "getInvitation",
        Operation.fromMemory(call -> Answer.json(view(found(call)))),
        "createInvitation",
        this::create,
        "deleteInvitation",
        this::delete);
  }

  /// In the order of their ids, which tell nothing else.
  private Answer list(Call call) {
    String after = call.text("after");
    List<Invitation> rest =
        registry.invitations().all().stream()
            .filter(one -> after == null || one.id().compareTo(after) > 0)
            .toList();
    return Pages.of(call, rest, Invitation::id, this::view);
  }

  private Invitation found(Call call) {
    Invitation found = registry.invitations().byId(String.valueOf(call.text("id")));
    if (found == null) {
      throw ApiError.UNKNOWN_INVITATION.refusal();
    }
    return found;
  }

  private Answer create(Call call) {
    JsonObject body = call.body();
    JsonObject quotas = body.getJsonObject("quotas");
    String application = body.getString("applicationId");
    Long seconds = body.getLong("expiresIn");
    Invitations.Created made =
        registry.invite(
            new Tenant(
                body.getString("tenant", Tenant.DEFAULT),
                TenantsResource.QuotasView.read(Quotas.NONE, quotas)),
            quotas != null,
            new Invitations.Terms(
                Snowflake.orNull(application),
                body.getString("note", ""),
                seconds == null ? Invitation.USUAL : Duration.ofSeconds(seconds)),
            invitation -> record(call, "createInvitation", invitation));
    var answer = JsonObject.mapFrom(view(made.invitation()));
    return Answer.json(answer.put("invitation", made.secret()).toBuffer()).status(201);
  }

  private Answer delete(Call call) {
    Invitation found = found(call);
    registry.revoke(found, record(call, "deleteInvitation", found));
    return Answer.empty(204);
  }

  private Change record(Call call, String action, Invitation invitation) {
    return audit.recorder(call).done(action, 0, Target.of("invitation", invitation.id()));
  }

  private View view(Invitation invitation) {
    Long application = invitation.applicationId();
    Invitation.Use use = invitation.use();
    return new View(
        invitation.id(),
        use != null ? "used" : invitation.isExpired(clock.instant()) ? "expired" : "open",
        invitation.tenant(),
        application == null ? null : Long.toString(application),
        invitation.note(),
        Timestamp.of(invitation.createdAt()),
        Timestamp.of(invitation.expiresAt()),
        use == null ? null : Long.toString(use.botId()),
        use == null ? null : Timestamp.of(use.at()));
  }

  private record View(
      String id,
      String state,
      String tenant,
      @Nullable String applicationId,
      String note,
      String createdAt,
      String expiresAt,
      @Nullable String usedBy,
      @Nullable String usedAt) {}
}
