package dev.botswain.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The commands of `./botswain operator` that are one request each, by their group.
final class OperatorVerbs {
  private static final String BOTS = "/api/operator/bots";
  private static final String BOT = BOTS + "/{botId}";
  private static final String NODES = "/api/operator/nodes";
  private static final String SESSIONS = "/api/operator/sessions";
  private static final String WEBHOOKS = "/api/operator/webhooks";
  private static final String WEBHOOK = WEBHOOKS + "/{webhookId}";
  private static final String SECRET_KEY = "/api/operator/secret-key";
  private static final String LOG_LEVEL = "/api/operator/log-level";

  private OperatorVerbs() {}

  /// @param about what the commands of the group are for
  record Group(String about, List<Verb> verbs) {}

  static Map<String, Group> groups() {
    var groups = new LinkedHashMap<String, Group>();
    groups.put("bots", new Group("See, drain and disconnect bots.", bots()));
    groups.put("nodes", new Group("See the nodes, and which of them take bots.", nodes()));
    groups.put("sessions", new Group("See and revoke sessions.", sessions()));
    groups.put("webhooks", new Group("See, disable and delete webhooks.", webhooks()));
    groups.put("secret-key", new Group("See and change the key of stored secrets.", secretKey()));
    groups.putAll(AccessVerbs.groups());
    groups.put("log-level", new Group("See and change how much is logged.", logLevel()));
    return groups;
  }

  /// Those without a group.
  static List<Verb> alone() {
    return List.of(
        Verb.list(
            "limits",
            "List every limit: how much of it is used, and who holds most.",
            "/api/operator/limits",
            List.of(
                Column.id("LIMIT", "name"),
                amount("USED", "used"),
                amount("TOTAL", "total"),
                amount("SHARE", "share"),
                Column.of("HOLDERS", OperatorVerbs::holders)),
            Input.queryFlag("--reached", "reached", "Only limits that are used up.")),
        audit(),
        Verb.show("health", "Show the health of the server in detail.", "/api/operator/health"));
  }

  private static List<Verb> bots() {
    var bot = Input.path(0, "botId", "The bot's id.");
    return List.of(
        Verb.list(
            "List bots.",
            BOTS,
            List.of(
                Column.id("ID", "id"),
                Column.text("NAME", "username"),
                Column.text("STATE", "state"),
                Column.text("TENANT", "tenant"),
                Column.number("SESSIONS", "sessions"),
                Column.of("SHARDS", OperatorVerbs::shards),
                Column.number("IDENTIFIES", "identifiesLeft"),
                Column.number("LAG", "lag.events"),
                Column.text("LAST EVENT", "lastEventAt"),
                Column.bytes("LOG", "log.bytes")),
            Input.query("--state", "state", "Only bots in this state."),
            Input.query("--tenant", "tenant", "Only bots of this tenant."),
            Input.query("--text", "text", "Only bots whose id or name contains this.")),
        Verb.show("show", "Show a bot.", BOT, bot),
        Verb.act(
            "drain",
            "Give a bot no new work and close its connections, for maintenance. Its sessions stay,"
                + " and it can resume.",
            "PUT",
            BOT + "/drain",
            "Bot {botId} is drained. End it with: ./botswain operator bots resume {botId}",
            bot),
        Verb.act(
            "resume",
            "End a drain: the bot connects again and continues where it was.",
            "DELETE",
            BOT + "/drain",
            "Bot {botId} works again.",
            bot),
        Verb.act(
            "disconnect",
            "End a bot: all its sessions end, and its session at Discord. It can log in again.",
            "POST",
            BOT + "/disconnect",
            "Bot {botId} is disconnected.",
            bot),
        Verb.act(
            "move",
            "Pass a bot on to another node. It stays there until nodes come or go.",
            "POST",
            BOT + "/move",
            "Bot {botId} lives at node {node}.",
            bot,
            Input.word(1, "node", "The id of the node.")));
  }

  private static List<Verb> nodes() {
    var node = Input.path(0, "nodeId", "The node's id.");
    return List.of(
        Verb.list(
            "List the nodes of the server's store.",
            NODES,
            List.of(
                Column.id("NODE", "id"),
                Column.id("URL", "url"),
                Column.text("STATE", "state"),
                Column.text("ANSWERS", "answering"),
                Column.number("BOTS", "bots"),
                Column.text("LEASED", "leased"),
                Column.number("STORE MS", "storeMs"),
                Column.number("HANDED OVER", "handOvers"),
                Column.number("FORWARDED", "forwarded.answered"),
                Column.bytes("HEAP", "heap.used"),
                Column.text("VERSION", "version"),
                Column.number("UP S", "uptimeSeconds"))),
        Verb.act(
            "drain",
            "Let a node give its bots to the others, and take none.",
            "POST",
            NODES + "/{nodeId}/drain",
            "Node {nodeId} is giving its bots away. End it with: ./botswain operator nodes undrain"
                + " {nodeId}",
            node),
        Verb.act(
            "undrain",
            "Let a node take bots again.",
            "POST",
            NODES + "/{nodeId}/undrain",
            "Node {nodeId} takes bots again.",
            node));
  }

  private static List<Verb> sessions() {
    return List.of(
        Verb.list(
            "List sessions.",
            SESSIONS,
            List.of(
                Column.id("SESSION", "fingerprint"),
                Column.id("BOT", "botId"),
                Column.text("TENANT", "tenant"),
                Column.text("NAME", "name"),
                Column.text("SCOPES", "scopes"),
                Column.text("LAST USED", "lastUsedAt"),
                Column.text("EXPIRES", "expiresAt")),
            Input.query("--bot", "botId", "Only sessions of this bot."),
            Input.query("--tenant", "tenant", "Only sessions of this tenant.")),
        Verb.act(
            "revoke",
            "End a session, and those that it created.",
            "DELETE",
            SESSIONS + "/{fingerprint}",
            "Session {fingerprint} is revoked.",
            Input.path(
                0, "fingerprint", "The session's fingerprint, as in lists and in the log.")));
  }

  private static List<Verb> webhooks() {
    var webhook = Input.path(0, "webhookId", "The webhook's id.");
    return List.of(
        Verb.list(
            "List webhooks.",
            WEBHOOKS,
            List.of(
                Column.id("ID", "id"),
                Column.id("BOT", "botId"),
                Column.text("TENANT", "tenant"),
                Column.text("HOST", "host"),
                Column.text("ENABLED", "enabled"),
                Column.number("LAG", "lag.events"),
                Column.text("DISABLED BECAUSE", "disabledBecause")),
            Input.query("--bot", "botId", "Only webhooks of this bot."),
            Input.query("--tenant", "tenant", "Only webhooks of this tenant.")),
        Verb.act(
            "disable",
            "Stop delivering to a webhook. Its owner can enable it again.",
            "POST",
            WEBHOOK + "/disable",
            "Webhook {webhookId} is disabled.",
            webhook),
        Verb.act(
            "delete",
            "Delete a webhook, with its dead letters.",
            "DELETE",
            WEBHOOK,
            "Webhook {webhookId} is deleted.",
            webhook));
  }

  private static List<Verb> secretKey() {
    return List.of(
        Verb.show("show", "Show which key is in use, and how far a rotation is.", SECRET_KEY),
        Verb.change(
            "rotate",
            "Use a new key. What is stored is encrypted anew in the background.",
            "POST",
            SECRET_KEY + "/rotations"));
  }

  private static List<Verb> logLevel() {
    return List.of(
        Verb.show("show", "Show the levels now.", LOG_LEVEL),
        Verb.change(
            "set",
            "Log from another level on, for a while.",
            "PUT",
            LOG_LEVEL,
            Input.word(0, "level", "debug, info, warn or error."),
            Input.body("--logger", "logger", "Only this logger, such as dev.botswain.webhook."),
            Input.number(
                "--seconds", "seconds", "Go back to what is configured after this time (3600).")),
        Verb.change("reset", "Go back to what is configured.", "DELETE", LOG_LEVEL));
  }

  /// `3 connected, 1 waiting`.
  private static String shards(JsonNode bot) {
    var text = new StringBuilder();
    for (var state : bot.path("shards").properties()) {
      text.append(text.isEmpty() ? "" : ", ")
          .append(Column.text(state.getValue()))
          .append(' ')
          .append(Column.plain(state.getKey()));
    }
    return text.isEmpty() ? "-" : text.toString();
  }

  private static Column amount(String title, String field) {
    return new Column(title, Column.Kind.NUMBER, limit -> amount(limit, Column.at(limit, field)));
  }

  /// Of a limit, in its unit.
  private static String amount(JsonNode limit, JsonNode value) {
    return value.isNumber() && limit.path("unit").asText().equals("bytes")
        ? Column.bytes(value.asLong())
        : Column.text(value);
  }

  private static Verb audit() {
    return Verb.list(
            "audit",
            "Show who did what, the newest first.",
            "/api/operator/audit",
            List.of(
                Column.id("AT", "at"),
                Column.of("WHO", OperatorVerbs::who),
                Column.text("TENANT", "tenant"),
                Column.id("BOT", "botId"),
                Column.text("ACTION", "action"),
                Column.text("TARGET", "target"),
                Column.of("OUTCOME", OperatorVerbs::outcome),
                Column.number("STATUS", "status"),
                Column.text("REQUEST", "requestId")),
            AuditExportCommand.filters())
        .usually(100);
  }

  private static String who(JsonNode row) {
    return row.path("operator").asBoolean()
        ? "operator at " + Column.text(row.path("address"))
        : Column.text(row.path("session").isNull() ? row.path("address") : row.path("session"));
  }

  private static String outcome(JsonNode row) {
    String code = row.path("code").asText("");
    String dry = row.path("dryRun").asBoolean() ? "dry run " : "";
    return dry
        + Column.text(row.path("outcome"))
        + (code.isEmpty() || code.equals("null") ? "" : " " + Column.plain(code));
  }

  private static String holders(JsonNode limit) {
    var text = new StringBuilder();
    for (JsonNode holder : limit.path("holders")) {
      text.append(text.isEmpty() ? "" : ", ")
          .append(Column.text(holder.path("who")))
          .append(' ')
          .append(amount(limit, holder.path("used")));
    }
    return text.isEmpty() ? "-" : text.toString();
  }
}
