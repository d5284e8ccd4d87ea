package dev.botswain.doctor;

import dev.botswain.bot.Bot;
import dev.botswain.session.Session;
import dev.botswain.webhook.Webhook;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The sessions and webhooks of a bot.
record Holdings(List<Session> sessions, List<Webhook> webhooks) {
  static final Holdings NONE = new Holdings(List.of(), List.of());

  static Holdings of(@Nullable Bot bot, Sources around) {
    return bot == null
        ? NONE
        : new Holdings(around.sessions().of(bot), around.webhooks().of(bot.id()));
  }

  /// Those of all bots, by the bot's id. To look for each bot's among all would take the square of
  /// the time.
  static Map<Long, Holdings> ofAll(Sources around) {
    Map<Long, List<Session>> sessions =
        around.sessions().all().stream()
            .collect(Collectors.groupingBy(session -> session.bot().id()));
    Map<Long, List<Webhook>> webhooks =
        around.webhooks().all().stream().collect(Collectors.groupingBy(Webhook::botId));
    var all = new HashMap<Long, Holdings>();
    sessions.forEach(
        (bot, its) -> all.put(bot, new Holdings(its, webhooks.getOrDefault(bot, List.of()))));
    webhooks.forEach((bot, its) -> all.putIfAbsent(bot, new Holdings(List.of(), its)));
    return all;
  }
}
