package dev.botswain.limit;

import dev.botswain.share.Bound;
import dev.botswain.share.Shares;
import org.jspecify.annotations.Nullable;

/// Every bound that is shared by all, with the share that one may use.
///
/// `docs/limits.md` shows this table. After a change regenerate it:
///
/// ```
/// ./botswain test -pl server -am -Dtest=LimitsPageTest -Dpages=write
/// ```
public enum Limit {
  SESSIONS(
      "Sessions",
      10_000,
      "BOTSWAIN_MAX_SESSIONS",
      1_000,
      Per.TENANT,
      Unit.PIECES,
      "503 `too_many_sessions`"),
  /// So that some always remain for logins.
  NARROW_SESSIONS(
      "Narrow sessions, counted within the row above",
      9_000,
      "BOTSWAIN_MAX_SESSIONS",
      900,
      Per.TENANT,
      Unit.PIECES,
      "503 `too_many_sessions`"),
  LOGINS("Logins in progress", 4_000, 1_000, Per.NETWORK, Unit.PIECES, "503 `too_many_sessions`"),
  CONNECTIONS(
      "Connections from callers; at most three quarters of the files that the process may open",
      50_000,
      12_500,
      Per.NETWORK,
      Unit.PIECES,
      "new ones are closed"),
  STRANGERS(
      "Connections that have not named a session yet and keep the server waiting; at most an eighth"
          + " of the files",
      8_000,
      500,
      Per.NETWORK,
      Unit.PIECES,
      "the oldest is closed"),
  STREAMS(
      "Requests in progress over HTTP/2; at most 100 on a connection",
      50_000,
      12_500,
      Per.NETWORK,
      Unit.PIECES,
      "the stream is reset with `REFUSED_STREAM`"),
  CLIENTS(
      "Clients of the gateway relay that have identified",
      50_000,
      5_000,
      Per.TENANT,
      Unit.PIECES,
      "closed with 4008"),
  GREETINGS(
      "Clients of the gateway relay that are being sent READY and their guilds",
      64,
      8,
      Per.TENANT,
      Unit.PIECES,
      "wait; tenants take turns, and the bots of each"),
  MEMBERS_AHEAD(
      "Members fetched ahead for the guilds of such clients",
      400_000,
      100_000,
      Per.TENANT,
      Unit.PIECES,
      "none are fetched ahead; the client gets `large: true` and asks"),
  QUESTIONS(
      "Requests of such clients for members that wait for an answer",
      32 << 20,
      8 << 20,
      Per.TENANT,
      Unit.BYTES,
      "closed with 4008"),
  AWAITED_EVENTS(
      "Relayed requests whose answer waits until the bot's clients of the gateway relay have its"
          + " event",
      10_000,
      2_000,
      Per.TENANT,
      Unit.PIECES,
      "answered without waiting for it"),
  COMPRESSORS(
      "Compressors of `zstd-stream`",
      4_000,
      1_000,
      Per.TENANT,
      Unit.PIECES,
      "sent uncompressed, within the stream"),
  TICKETS("Tickets for streams of events", 100_000, 10_000, Per.TENANT, Unit.PIECES, "503 `busy`"),
  ANSWERS_AT_HAND(
      "Answers to requests with an `Idempotency-Key`, in memory",
      64 << 20,
      8 << 20,
      Per.TENANT,
      Unit.BYTES,
      "its oldest are read from the disk, if they are there"),
  ANSWERS_STORED(
      "The same on the disk, checked twice a minute",
      256 << 20,
      32 << 20,
      Per.TENANT,
      Unit.BYTES,
      "its oldest are forgotten; past the total, the oldest of whoever has most"),
  ANSWERS_IN_MEMORY(
      "The same without a data folder",
      16 << 20,
      4 << 20,
      Per.TENANT,
      Unit.BYTES,
      "its oldest are forgotten; past the total, the oldest of whoever has most"),
  AUDIT(
      "Records of the [audit](audit.md), checked twice a minute",
      256 << 20,
      64 << 20,
      Per.TENANT,
      Unit.BYTES,
      "its oldest are deleted; past the total, the oldest of whoever has most"),
  AUDIT_OF_STRANGERS(
      "The same of callers without a session: relayed requests and refused logins",
      64 << 20,
      16 << 20,
      Per.NETWORK,
      Unit.BYTES,
      "the network's oldest are deleted; past the total, the oldest of the network that has most"),
  AUDIT_IN_MEMORY(
      "The same two without a data folder, each",
      8 << 20,
      2 << 20,
      Per.TENANT,
      Unit.BYTES,
      "the same"),
  EXPORTS(
      "Exports of the audit in progress; those of the operator are counted separately",
      64,
      8,
      Per.TENANT,
      Unit.PIECES,
      "503 `busy`"),
  AUDIT_UNSTORED(
      "Records of refusals and dry runs that wait for the disk; strangers are counted by network",
      20_000,
      4_000,
      Per.TENANT,
      Unit.PIECES,
      "the others are not recorded"),
  AUDIT_PAGES(
      "Pages of the audit that are being read; those of the operator are counted separately",
      64,
      8,
      Per.TENANT,
      Unit.PIECES,
      "503 `busy`"),
  REFUSED_LOGINS(
      "Refused logins and wrong operator's keys in half a minute that the audit records",
      5_000,
      100,
      Per.NETWORK,
      Unit.PIECES,
      "the others are not recorded"),
  CLIENTS_AT_HAND(
      "Clients of the gateway relay that left in the last two minutes, in memory",
      50_000,
      5_000,
      Per.TENANT,
      Unit.PIECES,
      "found only in the store"),
  CLIENTS_STORED(
      "Clients of the gateway relay that may resume",
      50_000,
      5_000,
      Per.TENANT,
      Unit.PIECES,
      "its longest unseen are forgotten; past the total, those of whoever has most"),
  REQUESTS(
      "Requests that wait for Discord, a bot or the store",
      20_000,
      4_000,
      Per.TENANT,
      Unit.PIECES,
      "503 `busy`"),
  /// At least sixteen bodies of the maximum length.
  BODIES(
      "Bodies of requests in progress",
      32 << 20,
      "BOTSWAIN_MAX_BODY",
      8 << 20,
      Per.TENANT,
      Unit.BYTES,
      "503 `busy`"),
  VALUES(
      "JSON values of request bodies while they are being parsed",
      400_000,
      100_000,
      Per.TENANT,
      Unit.PIECES,
      "503 `busy`"),
  ANSWERS(
      "Answers and streams of events that callers have not read yet; a single answer may be larger"
          + " than the share",
      96 << 20,
      32 << 20,
      Per.TENANT,
      Unit.BYTES,
      "503 `busy`; streams are cut off"),
  UPLOADS(
      "Forms with files that are being received or wait for Discord",
      32,
      8,
      Per.TENANT,
      Unit.PIECES,
      "503 `busy`"),
  EVENTS(
      "Kept events, in bytes",
      1L << 30,
      "BOTSWAIN_MAX_EVENT_BYTES",
      1L << 30,
      Per.TENANT,
      Unit.BYTES,
      "the oldest events are forgotten: of the tenant that has most, and of its bots of the one"
          + " that has most"),
  PAGES(
      "Pages of events on their way from the store to readers",
      128,
      32,
      Per.TENANT,
      Unit.PIECES,
      "wait; tenants take turns, and the bots of each"),
  READERS(
      "Readers of events by SSE, WebSocket and long poll",
      50_000,
      12_500,
      Per.TENANT,
      Unit.PIECES,
      "503 `busy`"),
  REJECTED_LOGINS(
      "Logins in ten minutes whose token Discord rejects; such a token is remembered for as long",
      1_000,
      100,
      Per.NETWORK,
      Unit.PIECES,
      "503 `protecting_address`"),
  WRONG_INVITATIONS(
      "Logins in ten minutes with an invitation that is not valid",
      1_000_000,
      100,
      Per.NETWORK,
      Unit.PIECES,
      "429 `rate_limited`; past the total, those of the networks with fewest are forgotten"),
  CALLS(
      "Requests to Discord without an answer yet; answers to interactions are counted separately",
      50_000,
      2_000,
      Per.TENANT,
      Unit.PIECES,
      "503 `busy`"),
  CONNECTIONS_TO_DISCORD(
      "Connections to Discord for all other requests",
      1_024,
      128,
      Per.TENANT,
      Unit.PIECES,
      "wait, then 429"),
  UPLOADS_TO_DISCORD(
      "Connections to Discord for bodies that are sent at their sender's pace",
      256,
      32,
      Per.TENANT,
      Unit.PIECES,
      "wait, then 429"),
  INTERACTIONS_TO_DISCORD(
      "Connections to Discord for answers to interactions",
      256,
      64,
      Per.TENANT,
      Unit.PIECES,
      "wait, then 429"),
  STRANGERS_REQUESTS(
      "Relayed requests without a session; answers to interactions are counted separately",
      1_000,
      50,
      Per.NETWORK,
      Unit.PIECES,
      "503 `busy`"),
  STRANGERS_UPLOADS(
      "Longer bodies of relayed requests without a session",
      64,
      8,
      Per.NETWORK,
      Unit.PIECES,
      "503 `busy`"),
  WEBHOOKS("Webhooks", 10_000, 100, Per.TENANT, Unit.PIECES, "409 `too_many_webhooks`"),
  ATTEMPTS_TO_A_HOST(
      "Deliveries of webhooks to one host at a time",
      64,
      16,
      Per.TENANT,
      Unit.PIECES,
      "wait; tenants with fewer in progress come first, and bots of each");

  private final String what;
  private final long total;
  private final @Nullable String setting;
  private final long share;
  private final Per per;
  private final Unit unit;
  private final String past;
  private final Counters counters = new Counters();

  Limit(
      String what,
      long total,
      @Nullable String setting,
      long share,
      Per per,
      Unit unit,
      String past) {
    this.what = what;
    this.total = total;
    this.setting = setting;
    this.share = share;
    this.per = per;
    this.unit = unit;
    this.past = past;
  }

  Limit(String what, long total, long share, Per per, Unit unit, String past) {
    this(what, total, null, share, per, unit, past);
  }

  /// The key of the share.
  public enum Per {
    /// An IPv4 address, or the /64 of an IPv6 address.
    NETWORK,
    /// A tenant; where there is none, a bot. For callers without a session, their network.
    TENANT,
    SESSION,
    /// The host that a webhook leads to.
    HOST
  }

  public enum Unit {
    PIECES,
    BYTES
  }

  /// The bounded resource.
  public String what() {
    return what;
  }

  /// The total for all; if a [#setting] changes it, the default.
  public long total() {
    return total;
  }

  /// The setting that changes the total, or null.
  public @Nullable String setting() {
    return setting;
  }

  /// How much of the total one may use. If a setting changes the total, the share keeps its
  /// proportion.
  public long share() {
    return share;
  }

  public Per per() {
    return per;
  }

  public Unit unit() {
    return unit;
  }

  /// What happens past the bound, in Markdown.
  public String past() {
    return past;
  }

  /// Total and share.
  public Bound bound() {
    return new Bound(total, share);
  }

  /// A new counter with the total of the table.
  public <K> Shares<K> shares() {
    return counted(bound().shares());
  }

  /// The same with another total, such as that of a setting.
  public <K> Shares<K> shares(long all) {
    return counted(bound().of(all).shares());
  }

  /// Adds a counter to those that [#usage] reads, as long as it is in use.
  ///
  /// @return the same
  public <K> Shares<K> counted(Shares<K> counter) {
    counters.add(counter);
    return counter;
  }

  /// How much of it is used in this process at the moment; null if it is not counted at all times.
  public @Nullable Usage usage() {
    return counters.usage();
  }
}
