package dev.botswain.sim.fault;

import dev.botswain.sim.gateway.Troubles;
import dev.botswain.sim.world.Bot;
import java.util.List;
import java.util.function.Consumer;

/// The gateway: identify budgets, shards, close codes, sessions.
final class GatewayFaults {
  static final List<BotFault> ALL =
      List.of(
          BotFault.of(
              "identify_budget_low",
              "`remaining` of the day's 1,000 IDENTIFYs are left.",
              "remaining (20)",
              patient -> remaining(patient, patient.options().number("remaining", 1, 999, 20))),
          BotFault.of(
              "identify_budget_spent",
              "None of the day's IDENTIFYs is left; one more would reset the token.",
              patient -> remaining(patient, 0)),
          BotFault.of(
              "shards_too_few",
              "Discord recommends `shards`.",
              "shards (4)",
              patient -> {
                var troubles = troubles(patient);
                troubles.recommendShards((int) patient.options().number("shards", 2, 10_000, 4));
                return () -> troubles.recommendShards(0);
              }),
          BotFault.of(
              "gateway_closed_often",
              "The next `times` connections are closed with `code`, `afterMs` after READY or"
                  + " RESUMED.",
              "code (4000), afterMs (50), times (6)",
              GatewayFaults::closeOften),
          refusing("intents_invalid", 4013),
          refusing("shard_invalid", 4010),
          refusing("sharding_required", 4011),
          refusing("api_version_refused", 4012),
          BotFault.of(
              "resumes_refused",
              "Every RESUME gets INVALID_SESSION.",
              patient -> during(patient, t -> t.refuseResume(true), t -> t.refuseResume(false))),
          BotFault.of(
              "token_used_elsewhere",
              "Another client identifies with the token, in turns with the bot: the next `times`"
                  + " sessions get INVALID_SESSION `afterMs` after READY, and each takes two of the"
                  + " day's IDENTIFYs.",
              "afterMs (50), times (4)",
              GatewayFaults::compete),
          BotFault.of(
              "events_stopped",
              "Sessions go on and heartbeats are acknowledged, but no event comes.",
              patient -> during(patient, t -> t.mute(true), t -> t.mute(false))));

  private GatewayFaults() {}

  private static Troubles troubles(Patient patient) {
    return patient.gateway().troubles(patient.bot());
  }

  private static Runnable during(
      Patient patient, Consumer<Troubles> begin, Consumer<Troubles> end) {
    var troubles = troubles(patient);
    begin.accept(troubles);
    return () -> end.accept(troubles);
  }

  private static Runnable remaining(Patient patient, long number) {
    Bot bot = patient.bot();
    patient.gateway().remainingStarts(bot, (int) number);
    return () -> patient.gateway().renewStarts(bot);
  }

  private static Runnable closeOften(Patient patient) {
    var options = patient.options();
    int code = (int) options.number("code", 4_000, 4_999, 4_000);
    long after = options.number("afterMs", 1, 600_000, 50);
    int times = (int) options.number("times", 1, 10_000, 6);
    var troubles = troubles(patient);
    troubles.closeEach(code, after, times);
    patient.gateway().close(patient.bot(), code);
    return () -> troubles.closeEach(code, after, 0);
  }

  private static Runnable compete(Patient patient) {
    var options = patient.options();
    long after = options.number("afterMs", 1, 600_000, 50);
    int times = (int) options.number("times", 1, 10_000, 4);
    var troubles = troubles(patient);
    troubles.compete(after, times);
    patient.gateway().invalidate(patient.bot(), false);
    return () -> troubles.compete(after, 0);
  }

  /// Closes every IDENTIFY with a code; the sessions of the bot end, so that it shows.
  private static BotFault refusing(String name, int code) {
    return BotFault.of(
        name,
        "Every IDENTIFY is closed with " + code + ", and the running sessions get INVALID_SESSION.",
        patient -> {
          var troubles = troubles(patient);
          troubles.refuseIdentify(code);
          patient.gateway().invalidate(patient.bot(), false);
          return troubles::acceptIdentify;
        });
  }
}
