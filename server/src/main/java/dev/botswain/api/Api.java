package dev.botswain.api;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.botswain.action.Actions;
import dev.botswain.audit.Audit;
import dev.botswain.audit.http.AuditResource;
import dev.botswain.config.Config;
import dev.botswain.config.DiscordConfig;
import dev.botswain.config.HttpConfig;
import dev.botswain.discord.rest.AddressHealth;
import dev.botswain.doctor.Doctor;
import dev.botswain.event.EventLogs;
import dev.botswain.http.Contract;
import dev.botswain.http.Resource;
import dev.botswain.http.Served;
import dev.botswain.http.Tickets;
import dev.botswain.session.Sessions;
import dev.botswain.webhook.Webhooks;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// What callers of the API are served.
public final class Api {
  /// The security scheme of callers with a session.
  private static final String SCHEME = "session";

  private static final String CONTRACT = "/requests.json";

  /// How long a caller may have to wait beyond Discord's rate limits, for Discord itself.
  private static final Duration BEYOND_LIMITS = Duration.ofSeconds(20);

  /// How often a connection that waits for events gets a sign of life.
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);

  private Api() {}

  /// The parts of the API.
  ///
  /// @param readiness called at every `/health/ready`, on an event loop
  /// @param address how the server's address is at Discord
  /// @param registry whose metrics are shown
  public record Parts(
      Logins logins,
      EventLogs logs,
      Webhooks webhooks,
      Actions actions,
      Audit audit,
      Doctor doctor,
      Supplier<Health> readiness,
      Supplier<AddressHealth> address,
      PrometheusMeterRegistry registry) {}

  /// Reads the contract.
  public static Served of(Vertx vertx, InstantSource clock, Config config, Parts parts) {
    var tickets = new Tickets(Ticker.systemTicker());
    var contract = ApiContract.load(CONTRACT);
    return new Served(
        contract,
        resources(vertx, clock, config, parts, tickets, contract),
        Map.of(SCHEME, new SessionAdmission(parts.logins().sessions(), parts.audit())),
        tickets,
        new ApiFailures(),
        longestWait(config.discord()));
  }

  private static List<Resource> resources(
      Vertx vertx,
      InstantSource clock,
      Config config,
      Parts parts,
      Tickets tickets,
      Contract contract) {
    var readers = new Readers();
    var sign = signOfLife(config.http());
    var sessions = parts.logins().sessions();
    var logs = parts.logs();
    return CdnResource.all(
        config.discord().cdnUrl(),
        new SessionsResource(parts.logins()),
        new AuditedResource(
            new NarrowSessionsResource(sessions, parts.audit()),
            parts.audit(),
            NarrowSessionsResource.AUDITED,
            Sessions.TARGET),
        new GuildsResource(),
        new MembersResource(),
        new ChannelsResource(),
        new PermissionsResource(clock),
        new MessagesResource(),
        new InteractionsResource(),
        new ActionsResource(parts.actions(), config.discord().patience()),
        new EventStreamResource(vertx, logs, sessions, readers, sign),
        new EventSocketResource(vertx, logs, sessions, readers, sign),
        new EventPollResource(vertx, logs, readers, tickets, clock),
        new AuditedResource(
            new WebhooksResource(parts.webhooks(), clock, parts.audit()),
            parts.audit(),
            WebhooksResource.AUDITED,
            WebhooksResource.TARGET),
        new AuditResource(parts.audit(), "getAudit", "exportAudit", call -> Callers.bot(call).id()),
        new DoctorResource(parts.doctor()),
        new StatusResource(parts.webhooks(), parts.address(), clock),
        new RequestsResource(contract, parts.actions().ids()),
        new HealthResource(parts.readiness()),
        new MetricsResource(parts.registry()),
        new ContractResource(),
        new DocsResource());
  }

  /// More often if idle connections are closed sooner.
  private static Duration signOfLife(HttpConfig http) {
    Duration third = http.idleTimeout().dividedBy(3);
    return third.compareTo(SIGN_OF_LIFE) < 0 ? third : SIGN_OF_LIFE;
  }

  private static Duration longestWait(DiscordConfig discord) {
    var patience = discord.patience();
    var login = discord.loginWait();
    return (patience.compareTo(login) > 0 ? patience : login).plus(BEYOND_LIMITS);
  }
}
