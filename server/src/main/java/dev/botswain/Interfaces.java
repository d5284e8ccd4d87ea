package dev.botswain;

import dev.botswain.action.Actions;
import dev.botswain.api.Api;
import dev.botswain.doctor.Doctor;
import dev.botswain.doctor.Sources;
import dev.botswain.http.HttpFront;
import dev.botswain.http.Served;
import dev.botswain.log.LogLevels;
import dev.botswain.operator.OperatedBots;
import dev.botswain.operator.OperatorApi;
import dev.botswain.operator.OperatorKey;
import dev.botswain.operator.SupportBundle;
import dev.botswain.operator.TenantUsage;
import dev.botswain.time.Alarm;

/// All ways in: the API, the operator's API and the relay, on one HTTP server.
final class Interfaces {
  final Actions actions;
  final Doctor doctor;
  final OperatorKey operatorKey;
  final Relay relay;
  final HttpFront http;

  Interfaces(Foundation on, Core core) {
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
    operatorKey = OperatorKey.of(on.config().access(), on.store());
    relay = Relay.of(on, core.discord.rest(), core.sessions, core.audit);
    var readiness = new Readiness(on.store(), core.discord.rest(), core.bots, core.configured);
    http =
        relay.mountedOn(
            new HttpFront(
                on.vertx(),
                on.clock(),
                on.config(),
                on.metrics(),
                OperatorApi.addedTo(api(on, core, readiness), operatorParts(on, core, readiness))));
  }

  private Served api(Foundation on, Core core, Readiness readiness) {
    var parts =
        new Api.Parts(
            core.sessions,
            core.policy,
            core.logs,
            core.webhooks,
            actions,
            core.audit,
            doctor,
            readiness::now,
            on.metrics());
    return Api.of(on.vertx(), on.clock(), on.config(), parts);
  }

  private OperatorApi.Parts operatorParts(Foundation on, Core core, Readiness readiness) {
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
    return new OperatorApi.Parts(
        operatorKey,
        core.registry,
        operated,
        usage,
        on.clock(),
        Version.CURRENT,
        core.audit,
        on.store().secretKeys(),
        doctor,
        upkeep);
  }

  private long uploads(String tenant) {
    return http.uploads(tenant);
  }

  private long requests(String tenant) {
    return http.requests(tenant);
  }
}
