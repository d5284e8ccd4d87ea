package dev.botswain.operator;

import dev.botswain.audit.Audit;
import dev.botswain.audit.http.AuditResource;
import dev.botswain.discord.protocol.Snowflake;
import dev.botswain.doctor.Doctor;
import dev.botswain.http.Call;
import dev.botswain.http.Resource;
import dev.botswain.http.Served;
import dev.botswain.log.LogLevels;
import dev.botswain.store.SecretKeys;
import dev.botswain.tenant.TenantRegistry;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the operator is served.
public final class OperatorApi {
  /// The security scheme of the operator.
  private static final String SCHEME = "operator";

  private OperatorApi() {}

  /// The parts of the operator's API.
  ///
  /// @param version of this program
  public record Parts(
      OperatorKey key,
      OperatorLogins logins,
      TenantRegistry registry,
      OperatedBots operated,
      TenantUsage usage,
      InstantSource clock,
      String version,
      Audit audit,
      SecretKeys secretKeys,
      Doctor doctor,
      Upkeep upkeep,
      Nodes nodes) {}

  /// @param everywhere answers other nodes, too
  public record Nodes(ServerNodes nodes, Everywhere everywhere) {}

  /// What the operator looks after the process with.
  public record Upkeep(SupportBundle bundle, LogLevels logLevels) {}

  /// Adds it to what others are served.
  public static Served addedTo(Served served, Parts parts) {
    var audit = new OperatorAudit(parts.audit());
    return served.and(
        SCHEME,
        new OperatorAdmission(parts.key(), parts.logins(), parts.audit()),
        resources(parts, audit).stream()
            .map(parts.nodes().everywhere()::over)
            .map(audit::recording)
            .toList());
  }

  private static List<Resource> resources(Parts parts, OperatorAudit audit) {
    OperatedBots operated = parts.operated();
    var bots = new BotsResource(operated, audit, parts.clock());
    SupportBundle bundle = parts.upkeep().bundle();
    var limits = new LimitsResource(operated, bundle.config().data().maxBytes());
    var self =
        new NodeView(
            parts.nodes().nodes(),
            operated.bots(),
            bundle.metrics(),
            parts.version(),
            parts.clock().instant());
    var nodes = new NodesResource(parts.nodes().nodes(), self, operated, audit);
    nodes.openTo(parts.nodes().everywhere());
    return List.of(
        nodes,
        new ServerResource(parts.version(), parts.clock()),
        new SecretKeyResource(parts.secretKeys(), audit),
        new TenantsResource(parts.registry(), parts.operated().bots(), audit),
        new TenantUsageResource(parts.registry().tenants(), parts.usage(), parts.clock()),
        new ApplicationsResource(parts.registry(), parts.operated().bots(), audit),
        new InvitationsResource(parts.registry(), parts.clock(), audit),
        new DoctorResource(parts.doctor(), audit),
        bots,
        new SessionsResource(operated, audit),
        new WebhooksResource(operated, audit, parts.clock()),
        limits,
        new LogLevelResource(parts.upkeep().logLevels(), audit),
        new OperatorKeyResource(parts.key(), audit, parts.clock()),
        new SupportBundleResource(bundle, limits, bots, nodes, operated, audit),
        new AuditResource(
            parts.audit(), "getAuditOfAll", "exportAuditOfAll", OperatorApi::namedBot));
  }

  private static @Nullable Long namedBot(Call call) {
    return Snowflake.orNull(call.text("botId"));
  }
}
