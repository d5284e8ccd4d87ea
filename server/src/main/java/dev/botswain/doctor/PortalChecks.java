package dev.botswain.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.bot.Application;
import dev.botswain.discord.protocol.Intent;
import dev.botswain.doctor.HealthCheck.Needs;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is set in the developer portal, and what Discord thinks of the application.
///
/// Source: <https://discord.com/developers/docs/resources/application#application-object>.
final class PortalChecks {
  /// `VERIFICATION_PENDING_GUILD_LIMIT`: unusual growth that prevents verification.
  private static final int GROWTH_FLAG = 1 << 16;

  private static final int DISABLED_BY_DISCORD = 3;

  private PortalChecks() {}

  static List<HealthCheck> all() {
    return List.of(
        new HealthCheck("intents", Needs.DISCORD, PortalChecks::intents),
        new HealthCheck("intents_in_use", Needs.BOTH, PortalChecks::intentsInUse),
        new HealthCheck("interactions_endpoint", Needs.DISCORD, PortalChecks::interactions),
        new HealthCheck("event_webhook", Needs.DISCORD, PortalChecks::eventWebhook),
        new HealthCheck("installation", Needs.DISCORD, PortalChecks::installation));
  }

  private static @Nullable Set<Intent> allowed(JsonNode application) {
    JsonNode flags = application.path("flags");
    return flags.isIntegralNumber() ? new Application(0, flags.asLong()).privileged() : null;
  }

  private static Set<Intent> privileged(Set<Intent> wanted) {
    Set<Intent> privileged = EnumSet.noneOf(Intent.class);
    privileged.addAll(wanted);
    privileged.retainAll(Intent.PRIVILEGED);
    return privileged;
  }

  private static List<String> names(Set<Intent> intents) {
    return intents.stream().map(Intent::name).sorted().toList();
  }

  private static void intents(Examination of, Findings found) {
    of.replies()
        .json(Question.APPLICATION, found)
        .ifPresent(application -> {
          Set<Intent> allowed = allowed(application);
          if (allowed == null) {
            found.unknown("Discord did not say which intents are on");
            return;
          }
          Set<Intent> wanted = privileged(of.around().wanted());
          Set<Intent> missing = EnumSet.copyOf(wanted);
          missing.removeAll(allowed);
          if (missing.contains(Intent.MESSAGE_CONTENT) && waitsForText(of)) {
            missing.remove(Intent.MESSAGE_CONTENT);
            found.add(FindingCode.MESSAGE_CONTENT_OFF, evidence(wanted, allowed, of));
          }
          if (!missing.isEmpty()) {
            // Most bots have no use for presences, but one that has them would lose them.
            boolean matters =
                !missing.equals(Set.of(Intent.GUILD_PRESENCES))
                    || (of.known() != null
                        && of.insight().requested().contains(Intent.GUILD_PRESENCES));
            found.add(
                FindingCode.INTENT_MISSING,
                matters ? Severity.WARNING : Severity.NOTICE,
                "",
                evidence(wanted, allowed, of).and("missing", names(missing)));
          }
        });
  }

  private static Evidence evidence(Set<Intent> wanted, Set<Intent> allowed, Examination of) {
    var evidence = Evidence.of("wanted", names(wanted)).and("onInPortal", names(allowed));
    return of.known() == null
        ? evidence
        : evidence.and("inUse", names(privileged(of.insight().requested())));
  }

  /// It has no commands, or somebody waits for words in messages.
  private static boolean waitsForText(Examination of) {
    if (of.known() != null
        && of.holdings().webhooks().stream()
            .anyMatch(webhook -> webhook.enabled() && webhook.filter().contains() != null)) {
      return true;
    }
    return CommandChecks.hasNone(of);
  }

  private static void intentsInUse(Examination of, Findings found) {
    if (!of.insight().isComplete()) {
      found.unknown("the bot is not connected");
      return;
    }
    of.replies()
        .json(Question.APPLICATION, found)
        .map(PortalChecks::allowed)
        .ifPresent(allowed -> {
          Set<Intent> unused = privileged(of.insight().wanted());
          unused.retainAll(allowed);
          unused.removeAll(of.insight().requested());
          if (!unused.isEmpty()) {
            found.add(FindingCode.INTENT_NOT_IN_USE, Evidence.of("intents", names(unused)));
          }
        });
  }

  private static void interactions(Examination of, Findings found) {
    of.replies()
        .json(Question.APPLICATION, found)
        .map(application -> application.path("interactions_endpoint_url").textValue())
        .filter(url -> !url.isEmpty())
        .ifPresent(
            url -> found.add(FindingCode.INTERACTIONS_ELSEWHERE, Evidence.of("host", host(url))));
  }

  /// The path may hold a secret.
  private static String host(String url) {
    try {
      return String.valueOf(URI.create(url).getHost());
    } catch (IllegalArgumentException notAUrl) {
      return "unknown";
    }
  }

  private static void eventWebhook(Examination of, Findings found) {
    of.replies()
        .json(Question.APPLICATION, found)
        .filter(
            application -> application.path("event_webhooks_status").asInt() == DISABLED_BY_DISCORD)
        .ifPresent(application -> {
          String url = application.path("event_webhooks_url").asText("");
          found.add(FindingCode.EVENT_WEBHOOK_DISABLED, Evidence.of("host", host(url)));
        });
  }

  private static void installation(Examination of, Findings found) {
    of.replies()
        .json(Question.APPLICATION, found)
        .ifPresent(application -> {
          if (application.path("bot_require_code_grant").asBoolean()) {
            found.add(FindingCode.CODE_GRANT_REQUIRED, new Evidence());
          }
          if ((application.path("flags").asLong() & GROWTH_FLAG) != 0) {
            found.add(
                FindingCode.GROWTH_LIMITED,
                Evidence.of("guilds", application.path("approximate_guild_count").asLong()));
          }
        });
  }
}
