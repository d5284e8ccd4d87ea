package dev.botswain.sim.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/// What a recurrence rule may contain, which is much less than its fields allow ([System
/// limitations](https://discord.com/developers/docs/resources/guild-scheduled-event#guild-scheduled-event-recurrence-rule-object)).
final class Recurrence {
  private static final int YEARLY = 0;
  private static final int MONTHLY = 1;
  private static final int WEEKLY = 2;
  private static final int DAILY = 3;

  /// The allowed days of a daily event, with Monday as 0.
  private static final Set<Set<Integer>> DAYS =
      Set.of(
          Set.of(0, 1, 2, 3, 4),
          Set.of(1, 2, 3, 4, 5),
          Set.of(6, 0, 1, 2, 3),
          Set.of(4, 5),
          Set.of(5, 6),
          Set.of(6, 0));

  private Recurrence() {}

  /// Records everything in a rule that is not allowed.
  static void check(Form rule) {
    for (String field : List.of("count", "end", "by_year_day")) {
      refuse(rule, field, rule.hasValue(field));
    }
    JsonNode frequency = rule.raw("frequency");
    JsonNode interval = rule.raw("interval");
    if (frequency == null) {
      return;
    }
    int often = frequency.asInt();
    refuse(rule, "interval", interval != null && interval.asInt() != 1 && often != WEEKLY);
    boolean month = has(rule, "by_month");
    boolean monthDay = has(rule, "by_month_day");
    refuse(rule, "by_weekday", has(rule, "by_weekday") && !fitsWeekdays(rule, often));
    refuse(
        rule,
        "by_n_weekday",
        has(rule, "by_n_weekday") && (often != MONTHLY || size(rule, "by_n_weekday") != 1));
    refuse(
        rule,
        "by_month",
        (month || monthDay)
            && (often != YEARLY || size(rule, "by_month") != 1 || size(rule, "by_month_day") != 1));
    int ways =
        (has(rule, "by_weekday") ? 1 : 0)
            + (has(rule, "by_n_weekday") ? 1 : 0)
            + (month || monthDay ? 1 : 0);
    refuse(rule, "frequency", ways > 1);
  }

  private static boolean fitsWeekdays(Form rule, int often) {
    JsonNode days = rule.raw("by_weekday");
    if (days == null || often == WEEKLY) {
      return size(rule, "by_weekday") == 1;
    }
    var all = new HashSet<Integer>();
    StreamSupport.stream(days.spliterator(), false).map(JsonNode::asInt).forEach(all::add);
    return often == DAILY && DAYS.contains(all);
  }

  private static boolean has(Form rule, String field) {
    return size(rule, field) > 0;
  }

  private static int size(Form rule, String field) {
    JsonNode value = rule.raw(field);
    return value == null ? 0 : value.size();
  }

  private static void refuse(Form rule, String field, boolean wrong) {
    if (wrong) {
      rule.wrong(field, "RECURRENCE_RULE_INVALID", "A rule cannot say this.");
    }
  }
}
