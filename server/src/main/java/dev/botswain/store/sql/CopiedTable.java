package dev.botswain.store.sql;

import java.util.List;
import java.util.Locale;

/// What is copied from a store into another, in this order.
public enum CopiedTable {
  META("name", "value"),
  SEALING_KEYS("id", "known"),
  TENANTS("name", "document"),
  APPLICATIONS("id", "tenant"),
  INVITATIONS("hash", "tenant", "application", "note", "created", "expires", "used_by", "used_at"),
  BOTS(
      "id",
      "token",
      "\"user\"",
      "wanted",
      "intents",
      "shards",
      "gateway",
      "autodefer",
      "application"),
  SESSIONS("hash", "bot", "guild", "created", "used", "acknowledged", "\"grant\"", "parent"),
  WEBHOOKS("id", "bot", "definition", "cursor", "owner"),
  DEAD_LETTERS("webhook", "id", "bot", "type", "time", "data", "died", "reason"),
  CLIENT_SESSIONS("id", "bot", "session", "state", "seen"),
  IDEMPOTENCY_KEYS("key", "bot", "request", "answer", "at", "bytes"),
  AUDIT(
      "id",
      "at",
      "owner",
      "session",
      "tenant",
      "operator",
      "address",
      "bot",
      "action",
      "target",
      "dryrun",
      "request",
      "status",
      "outcome",
      "code",
      "bytes"),
  GUILDS("bot", "guild", "shard", "upto", "document"),
  GUILD_CHANGES("bot", "guild", "id", "type", "time", "data"),

  /// The last deleted event of each log.
  TRIMMED("bot", "upto"),

  /// By id.
  EVENTS("id", "bot", "shard", "sequence", "type", "time", "data"),

  /// A shard's gateway session, and its sequence as of an event.
  RESUME_POINTS("bot", "shard", "shards", "session", "url", "sequence", "event");

  private final List<String> columns;

  CopiedTable(String... columns) {
    this.columns = List.of(columns);
  }

  /// Its columns.
  public List<String> columns() {
    return columns;
  }

  /// Its name, which both ends know unless they say otherwise.
  public String table() {
    return name().toLowerCase(Locale.ROOT);
  }
}
