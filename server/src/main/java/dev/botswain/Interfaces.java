package dev.botswain;

import dev.botswain.action.Actions;
import dev.botswain.api.Api;
import dev.botswain.api.Logins;
import dev.botswain.console.Console;
import dev.botswain.doctor.Doctor;
import dev.botswain.doctor.Sources;
import dev.botswain.http.HttpFront;
import dev.botswain.http.Served;
import dev.botswain.log.LogLevels;
import dev.botswain.operator.Everywhere;
import dev.botswain.operator.OperatedBots;
import dev.botswain.operator.OperatorApi;
import dev.botswain.operator.OperatorKey;
import dev.botswain.operator.OperatorLogins;
import dev.botswain.operator.SupportBundle;
import dev.botswain.operator.TenantUsage;
import dev.botswain.secret.Secret;
import dev.botswain.time.Alarm;
import java.util.Optional;

/// All ways in: the API, the operator's API and the relay, on one HTTP server.
final class Interfaces {
  final Actions actions;
  final Doctor doctor;
  final OperatorKey operatorKey;
  final Relay relay;
  final HttpFront http;

  /// @param demoToken as in [Console.Parts]
  Interfaces(Foundation on, Core core, Optional<Secret> demoToken) {
    actions = new Actions(on.clock(), on.store(), core.audit);
    doctor =
        new Doctor(
            core.bots,
            new Sources(
                on.config(),
                on.clock(),
                core.discord.rest(),
                core.logs,
                core.sessions,
                core.webhooks));
    operatorKey = OperatorKey.of(on.config().access(), on.store(), on.clock());
    relay = Relay.of(on, core.discord.rest(), core.sessions, core.audit, core.interactions);
    var readiness =
        new Readiness(on.store(), on.node(), core.discord.rest(), core.bots, core.configured);
    var logins = new Logins(core.sessions, core.policy, core.audit);
    var operatorLogins =
        new OperatorLogins(operatorKey, on.store().secretKeys(), on.clock(), core.audit);
    var loginsOfNodes = new LoginsOfNodes(on.node());
    on.node().others.route(LoginsOfNodes.ROUTE, Console.route(core.sessions, loginsOfNodes));
    var served =
        Console.addedTo(
            OperatorApi.addedTo(
                api(on, core, logins, readiness),
                operatorParts(on, core, operatorLogins, readiness)),
            on.vertx(),
            new Console.Parts(
                on.config(), logins, operatorLogins, demoToken, Version.CURRENT, loginsOfNodes));
    http =
        Console.mountedOn(
            relay.mountedOn(
                new HttpFront(
                        on.vertx(), on.clock(), on.config(), on.metrics(), served, on.traces())
                    .lead(on.node().forward)),
            on.vertx(),
            on.config().access().operatorPort().isPresent());
  }

  private Served api(Foundation on, Core core, Logins logins, Readiness readiness) {
    var parts =
        new Api.Parts(
            logins,
            core.logs,
            core.webhooks,
            actions,
            core.audit,
            doctor,
            readiness::now,
            core.discord.rest()::addressHealth,
            on.metrics());
    return Api.of(on.vertx(), on.clock(), on.config(), parts);
  }

  private OperatorApi.Parts operatorParts(
      Foundation on, Core core, OperatorLogins logins, Readiness readiness) {
    var operated =
        new OperatedBots(
            core.bots, core.sessions, core.webhooks, on.store(), core.registry.tenants());
    var usage =
        new TenantUsage(
            operated,
            core.logs,
            on.store().events(),
            new TenantUsage.Http(this::uploads, this::requests));
    var upkeep =
        new OperatorApi.Upkeep(
            new SupportBundle(on.config(), on.metrics(), readiness::now, Version.CURRENT),
            new LogLevels(on.config().logs().level(), on.clock(), () -> new Alarm(on.vertx())));
    var nodes = new ClusterNodes(on.node().cluster, on.node().others);
    var everywhere = new Everywhere(nodes);
    nodes.answerBy(everywhere);
    return new OperatorApi.Parts(
        operatorKey,
        logins,
        core.registry,
        operated,
        usage,
        on.clock(),
        Version.CURRENT,
        core.audit,
        on.store().secretKeys(),
        doctor,
        upkeep,
        new OperatorApi.Nodes(nodes, everywhere));
  }

  private long uploads(String tenant) {
    return http.uploads(tenant);
  }

  private long requests(String tenant) {
    return http.requests(tenant);
  }
}
