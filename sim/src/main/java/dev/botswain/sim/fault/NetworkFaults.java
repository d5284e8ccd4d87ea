package dev.botswain.sim.fault;

import static java.util.Map.entry;

import dev.botswain.sim.rest.Fault;
import java.util.List;
import java.util.Map;

/// The way to Discord: the network, TLS, the clock, and what it answers to everything.
final class NetworkFaults {
  /// The example in Discord's documentation ([Exceeding A Rate
  /// Limit](https://discord.com/developers/docs/topics/rate-limits#exceeding-a-rate-limit)).
  private static final Map<String, String> GLOBAL =
      Map.ofEntries(
          entry("Retry-After", "65"),
          entry("X-RateLimit-Global", "true"),
          entry("X-RateLimit-Scope", "global"));

  static final List<BotFault> ALL =
      List.of(
          BotFault.of(
              "discord_unreachable",
              "Every connection, REST and gateway, of all bots is closed without an answer.",
              NetworkFaults::unreachable),
          new BotFault(
              "tls_untrusted",
              "The answer's `url` is an https listener whose certificate has expired and is signed"
                  + " by itself.",
              "",
              patient -> {
                var listener = UntrustedListener.open();
                return new BotFault.Begun(listener::close, listener.url());
              }),
          BotFault.of(
              "discord_failing",
              "REST answers every call of the bot with 503.",
              patient -> impose(patient, Fault.always(503, Map.of(), 0))),
          BotFault.of(
              "discord_slow",
              "REST answers to the bot take `ms` longer.",
              "ms (1500)",
              patient ->
                  impose(
                      patient,
                      Fault.always(
                          0, Map.of(), patient.options().number("ms", 1, 600_000, 1_500)))),
          BotFault.of(
              "clock_skewed",
              "The header `Date` of answers to the bot is `seconds` ahead.",
              "seconds (600)",
              patient ->
                  patient
                      .rest()
                      .conditions()
                      .dateAhead(
                          patient.bot(),
                          patient.options().number("seconds", -86_400, 86_400, 600))),
          BotFault.of(
              "rate_limited_globally",
              "REST answers every call of the bot with 429 for the global limit.",
              patient -> impose(patient, Fault.always(429, GLOBAL, 0))),
          BotFault.of(
              "address_banned",
              "REST answers every call of all bots as Cloudflare does to a banned address: 429,"
                  + " `error code: 1015`, not JSON.",
              patient -> {
                patient.rest().banAll(true);
                return () -> patient.rest().banAll(false);
              }),
          BotFault.of(
              "gateway_unreachable",
              "The gateway answers every upgrade of all bots with 503, while REST is well.",
              patient -> {
                patient.gateway().refuseAll(true);
                return () -> patient.gateway().refuseAll(false);
              }));

  private NetworkFaults() {}

  private static Runnable impose(Patient patient, Fault fault) {
    return patient.rest().conditions().impose(patient.bot(), fault);
  }

  private static Runnable unreachable(Patient patient) {
    var lift = patient.rest().conditions().impose(null, Fault.always(Fault.DROP, Map.of(), 0));
    patient.gateway().unreachable(true);
    return () -> {
      lift.run();
      patient.gateway().unreachable(false);
    };
  }
}
