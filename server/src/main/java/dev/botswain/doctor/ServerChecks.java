package dev.botswain.doctor;

import dev.botswain.bot.RequestHistory.Refusal;
import dev.botswain.doctor.HealthCheck.Needs;
import dev.botswain.session.Session;
import dev.botswain.store.Backlog;
import dev.botswain.time.Timestamp;
import dev.botswain.webhook.Delivery;
import dev.botswain.webhook.DeliveryOutcome;
import dev.botswain.webhook.Webhook;
import dev.botswain.webhook.Webhooks;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The bot's webhooks, sessions and requests on this server.
final class ServerChecks {
  private static final int MANY_REFUSALS = 10;
  private static final int MANY_LIMITED = 3;
  private static final long MANY_EVENTS = 1_000;
  private static final Duration LONG_AGO = Duration.ofMinutes(5);

  /// Discord's code for an interaction whose time is over.
  private static final String TOO_LATE = "404 10062";

  private static final String TWO_FACTOR = "60003";
  private static final String LIMITED = "rate_limited";

  private ServerChecks() {}

  static List<HealthCheck> all() {
    return List.of(
        new HealthCheck("webhooks", Needs.BOT, ServerChecks::webhooks),
        new HealthCheck("sessions", Needs.BOT, ServerChecks::sessions),
        new HealthCheck("requests", Needs.BOT, ServerChecks::requests),
        new HealthCheck("store", Needs.BOT, ServerChecks::store));
  }

  private static void webhooks(Examination of, Findings found) {
    Webhooks webhooks = of.around().webhooks();
    for (Webhook webhook : of.holdings().webhooks()) {
      var evidence = Evidence.of("webhookId", webhook.id()).and("host", host(webhook.url()));
      String disabled = webhook.disabledBecause();
      if (disabled != null) {
        found.add(FindingCode.WEBHOOK_DISABLED, webhook.id(), evidence.and("because", disabled));
      } else if (webhook.enabled()) {
        List<Delivery> last = webhooks.deliveries(webhook).stream().limit(2).toList();
        if (!last.isEmpty() && last.stream().noneMatch(ServerChecks::isAccepted)) {
          Delivery failed = last.getFirst();
          found.add(
              FindingCode.WEBHOOK_FAILING,
              webhook.id(),
              evidence
                  .and("outcome", failed.attempt().outcome().sentence())
                  .and("attempt", failed.number())
                  .and("at", Timestamp.of(failed.attempt().at())));
        } else if (webhooks.done(webhook) < of.bot().events().last()) {
          lag(webhooks.lag(webhook), webhook, evidence, of.now(), found);
        }
      }
    }
  }

  private static void lag(
      Backlog behind, Webhook webhook, Evidence evidence, Instant now, Findings found) {
    long millis = behind.ageMillis(now.toEpochMilli());
    if (behind.events() > MANY_EVENTS || millis > LONG_AGO.toMillis()) {
      found.add(
          FindingCode.WEBHOOK_LAGGING,
          webhook.id(),
          evidence.and("events", behind.events()).and("seconds", millis / 1000));
    }
  }

  private static boolean isAccepted(Delivery delivery) {
    return delivery.attempt().outcome() instanceof DeliveryOutcome.Accepted;
  }

  /// The rest of a URL may be a secret.
  private static String host(String url) {
    return String.valueOf(URI.create(url).getHost());
  }

  private static void sessions(Examination of, Findings found) {
    List<Session> sessions = of.holdings().sessions();
    Instant soon = of.now().plus(of.around().soon());
    boolean lastsOn = sessions.stream().anyMatch(session -> session.expiresAt().isAfter(soon));
    for (Session session : sessions) {
      if (!session.expiresAt().isAfter(soon)) {
        String name = session.name();
        found.add(
            FindingCode.SESSION_ENDS_SOON,
            lastsOn ? Severity.NOTICE : Severity.WARNING,
            session.fingerprint(),
            Evidence.of("sessionId", session.fingerprint())
                .and("name", name == null ? "" : name)
                .and("endsAt", Timestamp.of(session.expiresAt()))
                .and("othersLastLonger", lastsOn));
      }
    }
  }

  private static void requests(Examination of, Findings found) {
    Map<String, Integer> reasons = new TreeMap<>();
    for (Refusal refusal : of.insight().requests().refusals()) {
      if (refusal.times() > 0 && !PermissionChecks.isOfPermissions(of.bot(), refusal)) {
        reasons.merge(refusal.cause().reason(), refusal.times(), Integer::sum);
      }
    }
    Integer tooLate = reasons.remove(TOO_LATE);
    if (tooLate != null) {
      found.add(FindingCode.INTERACTIONS_TOO_LATE, Evidence.of("timesInAnHour", tooLate));
    }
    for (String status : List.of("403 ", "400 ", "401 ")) {
      Integer unsafe = reasons.remove(status + TWO_FACTOR);
      if (unsafe != null) {
        found.add(FindingCode.TWO_FACTOR_MISSING, Evidence.of("timesInAnHour", unsafe));
      }
    }
    Integer limited = reasons.remove(LIMITED);
    if (limited != null && limited >= MANY_LIMITED) {
      found.add(FindingCode.RATE_LIMITED, Evidence.of("timesInAnHour", limited));
    }
    if (!reasons.isEmpty()) {
      int times = reasons.values().stream().mapToInt(Integer::intValue).sum();
      found.add(
          FindingCode.REQUESTS_REFUSED,
          times >= MANY_REFUSALS ? Severity.WARNING : Severity.NOTICE,
          "",
          Evidence.of("timesInAnHour", times).and("timesByReason", reasons));
    }
  }

  private static void store(Examination of, Findings found) {
    if (of.around().logs().isStoreFailing()) {
      found.add(FindingCode.STORE_FAILING, new Evidence());
    }
  }
}
