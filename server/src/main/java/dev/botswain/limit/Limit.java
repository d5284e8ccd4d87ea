package dev.botswain.limit;

import static dev.botswain.limit.Amount.bytes;
import static dev.botswain.limit.Amount.pieces;

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
      pieces(10_000, 1_000, Per.TENANT).unless("BOTSWAIN_MAX_SESSIONS"),
      "503 `too_many_sessions`"),
  /// So that some always remain for logins.
  NARROW_SESSIONS(
      "Narrow sessions, counted within the row above",
      pieces(9_000, 900, Per.TENANT).unless("BOTSWAIN_MAX_SESSIONS"),
      "503 `too_many_sessions`"),
  LOGINS(
      "Logins in progress",
      pieces(4_000, 1_000, Per.NETWORK).at(Held.NODE),
      "503 `too_many_sessions`"),
  CONNECTIONS(
      "Connections from callers; at most three quarters of the files that the process may open",
      pieces(50_000, 12_500, Per.NETWORK).at(Held.NODE),
      "new ones are closed"),
  STRANGERS(
      "Connections that have not named a session yet and keep the server waiting; at most an eighth"
          + " of the files",
      pieces(8_000, 500, Per.NETWORK).at(Held.NODE),
      "the oldest is closed"),
  STREAMS(
      "Requests in progress over HTTP/2; at most 100 on a connection",
      pieces(50_000, 12_500, Per.NETWORK).at(Held.NODE),
      "the stream is reset with `REFUSED_STREAM`"),
  CLIENTS(
      "Clients of the gateway relay that have identified",
      pieces(50_000, 5_000, Per.TENANT),
      "closed with 4008"),
  CLIENTS_ELSEWHERE(
      "Clients of the gateway relay whose bot lives on another node",
      pieces(50_000, 12_500, Per.NETWORK).at(Held.NODE),
      "closed with 4008"),
  GREETINGS(
      "Clients of the gateway relay that are being sent READY and their guilds",
      pieces(64, 8, Per.TENANT),
      "wait; tenants take turns, and the bots of each"),
  MEMBERS_AHEAD(
      "Members fetched ahead for the guilds of such clients",
      pieces(400_000, 100_000, Per.TENANT),
      "none are fetched ahead; the client gets `large: true` and asks"),
  QUESTIONS(
      "Requests of such clients for members that wait for an answer",
      bytes(32 << 20, 8 << 20, Per.TENANT),
      "closed with 4008"),
  AWAITED_EVENTS(
      "Relayed requests whose answer waits until the bot's clients of the gateway relay have its"
          + " event",
      pieces(10_000, 2_000, Per.TENANT),
      "answered without waiting for it"),
  COMPRESSORS(
      "Compressors of `zstd-stream`",
      pieces(4_000, 1_000, Per.TENANT),
      "sent uncompressed, within the stream"),
  TICKETS("Tickets for streams of events", pieces(100_000, 10_000, Per.TENANT), "503 `busy`"),
  ANSWERS_AT_HAND(
      "Answers to requests with an `Idempotency-Key`, in memory",
      bytes(64 << 20, 8 << 20, Per.TENANT),
      "its oldest are read from the disk, if they are there"),
  ANSWERS_STORED(
      "The same on the disk, checked twice a minute",
      bytes(256 << 20, 32 << 20, Per.TENANT).at(Held.SHARED),
      "its oldest are forgotten; past the total, the oldest of whoever has most"),
  ANSWERS_IN_MEMORY(
      "The same without a data folder",
      bytes(16 << 20, 4 << 20, Per.TENANT).at(Held.NODE),
      "its oldest are forgotten; past the total, the oldest of whoever has most"),
  AUDIT(
      "Records of the [audit](audit.md), checked twice a minute",
      bytes(256 << 20, 64 << 20, Per.TENANT).at(Held.SHARED),
      "its oldest are deleted; past the total, the oldest of whoever has most"),
  AUDIT_OF_STRANGERS(
      "The same of callers without a session: relayed requests and refused logins",
      bytes(64 << 20, 16 << 20, Per.NETWORK).at(Held.SHARED),
      "the network's oldest are deleted; past the total, the oldest of the network that has most"),
  AUDIT_IN_MEMORY(
      "The same two without a data folder, each",
      bytes(8 << 20, 2 << 20, Per.TENANT).at(Held.NODE),
      "the same"),
  EXPORTS(
      "Exports of the audit in progress; those of the operator are counted separately",
      pieces(64, 8, Per.TENANT),
      "503 `busy`"),
  AUDIT_UNSTORED(
      "Records of refusals and dry runs that wait for the disk; strangers are counted by network",
      pieces(20_000, 4_000, Per.TENANT),
      "the others are not recorded"),
  AUDIT_PAGES(
      "Pages of the audit that are being read; those of the operator are counted separately",
      pieces(64, 8, Per.TENANT),
      "503 `busy`"),
  REFUSED_LOGINS(
      "Refused logins and wrong operator's keys in half a minute that the audit records",
      pieces(5_000, 100, Per.NETWORK).at(Held.NODE),
      "the others are not recorded"),
  CLIENTS_AT_HAND(
      "Clients of the gateway relay that left in the last two minutes, in memory",
      pieces(50_000, 5_000, Per.TENANT),
      "found only in the store"),
  CLIENTS_STORED(
      "Clients of the gateway relay that may resume",
      pieces(50_000, 5_000, Per.TENANT).at(Held.SHARED),
      "its longest unseen are forgotten; past the total, those of whoever has most"),
  REQUESTS(
      "Requests that wait for Discord, a bot or the store",
      pieces(20_000, 4_000, Per.TENANT),
      "503 `busy`"),
  FORWARDS(
      "Requests and streams in progress that another node answers",
      pieces(50_000, 12_500, Per.NETWORK),
      "503 `busy`"),
  FORWARDS_WAITING(
      "Requests that wait, for at most 6 s, for a bot on its way between nodes",
      pieces(10_000, 2_500, Per.NETWORK),
      "503 `busy`"),
  /// At least sixteen bodies of the maximum length.
  BODIES(
      "Bodies of requests in progress",
      bytes(32 << 20, 8 << 20, Per.TENANT).unless("BOTSWAIN_MAX_BODY"),
      "503 `busy`"),
  VALUES(
      "JSON values of request bodies while they are being parsed",
      pieces(400_000, 100_000, Per.TENANT),
      "503 `busy`"),
  ANSWERS(
      "Answers and streams of events that callers have not read yet; a single answer may be larger"
          + " than the share",
      bytes(96 << 20, 32 << 20, Per.TENANT),
      "503 `busy`; streams are cut off"),
  UPLOADS(
      "Forms with files that are being received or wait for Discord",
      pieces(32, 8, Per.TENANT),
      "503 `busy`"),
  EVENTS(
      "Kept events, in bytes",
      bytes(1L << 30, 1L << 30, Per.TENANT).unless("BOTSWAIN_MAX_EVENT_BYTES").at(Held.SHARED),
      "the oldest events are forgotten: of the tenant that has most, and of its bots of the one"
          + " that has most"),
  PAGES(
      "Pages of events on their way from the store to readers",
      pieces(128, 32, Per.TENANT),
      "wait; tenants take turns, and the bots of each"),
  READERS(
      "Readers of events by SSE, WebSocket and long poll",
      pieces(50_000, 12_500, Per.TENANT),
      "503 `busy`"),
  REJECTED_LOGINS(
      "Logins in ten minutes whose token Discord rejects; such a token is remembered for as long",
      pieces(1_000, 100, Per.NETWORK).at(Held.SHARED),
      "503 `protecting_address`"),
  WRONG_INVITATIONS(
      "Logins in ten minutes with an invitation that is not valid",
      pieces(1_000_000, 100, Per.NETWORK).at(Held.NODE),
      "429 `rate_limited`; past the total, those of the networks with fewest are forgotten"),
  IMAGES(
      "Images that are being fetched from Discord's CDN for the [console](console.md)",
      pieces(16, 6, Per.TENANT),
      "wait; tenants take turns, and the bots of each"),
  IMAGES_AT_HAND(
      "The same, in memory",
      bytes(32 << 20, 8 << 20, Per.TENANT),
      "those that were not used for the longest time are fetched again"),
  CALLS(
      "Requests to Discord without an answer yet; answers to interactions are counted separately",
      pieces(50_000, 2_000, Per.TENANT),
      "503 `busy`"),
  CONNECTIONS_TO_DISCORD(
      "Connections to Discord for all other requests",
      pieces(1_024, 128, Per.TENANT),
      "wait, then 429"),
  UPLOADS_TO_DISCORD(
      "Connections to Discord for bodies that are sent at their sender's pace",
      pieces(256, 32, Per.TENANT),
      "wait, then 429"),
  INTERACTIONS_TO_DISCORD(
      "Connections to Discord for answers to interactions",
      pieces(256, 64, Per.TENANT),
      "wait, then 429"),
  STRANGERS_REQUESTS(
      "Relayed requests without a session; answers to interactions are counted separately",
      pieces(1_000, 50, Per.NETWORK).at(Held.NODE),
      "503 `busy`"),
  STRANGERS_UPLOADS(
      "Longer bodies of relayed requests without a session",
      pieces(64, 8, Per.NETWORK).at(Held.NODE),
      "503 `busy`"),
  INTERACTIONS(
      "Interactions that may still be answered",
      bytes(64 << 20, 8 << 20, Per.TENANT),
      "its oldest are no longer listed; past the total, new ones are not. They can be answered all"
          + " the same"),
  WEBHOOKS("Webhooks", pieces(10_000, 100, Per.TENANT), "409 `too_many_webhooks`"),
  KEPT_CALLS(
      "The last calls to Discord that `GET /api/requests` shows, in memory; at most 500 of a bot",
      bytes(32 << 20, 2 << 20, Per.TENANT),
      "its oldest are forgotten; past the total, those of the bot that has most"),
  ATTEMPTS_TO_A_HOST(
      "Deliveries of webhooks to one host at a time",
      pieces(64, 16, Per.TENANT),
      "wait; tenants with fewer in progress come first, and bots of each");

  private final String what;
  private final Amount amount;
  private final String past;
  private final Counters counters = new Counters();

  Limit(String what, Amount amount, String past) {
    this.what = what;
    this.amount = amount;
    this.past = past;
  }

  /// The bounded resource.
  public String what() {
    return what;
  }

  /// The total for all; if a [#setting] changes it, the default.
  public long total() {
    return amount.total();
  }

  /// The setting that changes the total, or null.
  public @Nullable String setting() {
    return amount.setting();
  }

  /// How much of the total one may use. If a setting changes the total, the share keeps its
  /// proportion.
  public long share() {
    return amount.share();
  }

  public Per per() {
    return amount.per();
  }

  /// Where it is counted if there are several nodes.
  public Held held() {
    return amount.held();
  }

  public Unit unit() {
    return amount.unit();
  }

  /// What happens past the bound, in Markdown.
  public String past() {
    return past;
  }

  /// Total and share.
  public Bound bound() {
    return new Bound(amount.total(), amount.share());
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
