package dev.botswain.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// There is no shared bound without a share: every constant in the source that looks like a bound
/// is a row of [Limit], or is listed here with what it bounds.
class BoundsTest {
  /// The server's, and the Discord client's.
  private static final List<Path> SOURCES =
      Stream.of("server", "discord")
          .map(module -> Path.of("..", module, "src", "main", "java", "dev", "botswain"))
          .toList();

  private static final Pattern BOUND =
      Pattern.compile(
          "static final (?:int|long)"
              + " ((?:MOST|MAX|CAPACITY)(?:_\\w+)?|\\w+_(?:MOST|MAX|CAPACITY))\\b"
              + "|\\.(maximumSize|maximumWeight)\\(|new (Semaphore|ArrayBlockingQueue|Shares)\\b");

  /// Bounds of single things: file, names, and the thing. Add a new one with its reason; a bound
  /// for all together is not listed here, but becomes a [Limit].
  private static final String OF_ONE_THING =
      """
      Rehearsal | MOST_LINES | it is no server
      AnsweredInteractions | MOST | of a row
      Discord | MAX_BACKLOG | a disk that does not write holds all bots up
      http/HttpFront | MAX_SOCKET_MESSAGE MAX_ADDRESSES MAX_INVALID | a message; whom RateLimit tells apart; a network
      action/Checked | MOST_PROBLEMS | an answer
      action/ComponentRules | MAX MAX_CHARACTERS | a message
      action/MessageRules | MAX_CONTENT MAX_EMBEDS_CHARACTERS | a message
      action/BotActions | MAX_CHANNELS maximumSize | what is forgotten is asked for again
      api/EventPollResource | MOST_BYTES | an answer
      http/Gzip | ArrayBlockingQueue | compressors at hand; a further one is made
      tenant/WrongInvitations | maximumSize | of a row
      tenant/TenantRegistry | MOST_TENANTS MOST_APPLICATIONS MOST_INVITATIONS | the operator alone adds them
      http/JsonText | MOST_VALUES | a body
      api/Readers | MOST_STALLED | a reader
      http/Tickets | MOST_AGAIN | a ticket
      bot/BotJournal | MOST_CHANGES | a guild
      bot/BotShards | MOST_RESTARTS | a bot
      log/RecentLines | MOST | lines for a support bundle; the oldest go
      operator/OperatorLogins | MOST_ENDED | the operator alone ends them
      console/ConsoleResource | MOST_BOTS | a browser
      operator/SupportBundleResource | MOST_BOTS | an answer
      json/DiscordJson | MOST_DIGITS | a number
      bot/ConnectionHistory | MOST | a shard
      bot/RequestHistory | MOST | a bot
      inspect/RequestLog | MOST | a bot
      bot/Interactions | MOST maximumSize | a bot
      doctor/Findings | MOST_OF_A_KIND | a report
      guild/Presences | MOST_MEMBERS | a guild
      discord/gateway/GatewayInfo | MAX_SHARDS | a bot
      discord/gateway/GatewaySocket | MAX_FRAME | a frame of Discord's
      discord/gateway/Handshake | MAX_SESSION_ID | a text
      discord/gateway/Heartbeat | MOST_MILLIS | a time
      discord/gateway/Outbox | MAX_BYTES MOST | a message; a shard
      discord/gateway/Resumption | MOST_RESUMES | a shard
      discord/gateway/Scratch | KEPT_AT_MOST | a thread
      net/Reach | MOST | a name
      relay/gateway/ClientCommands | MAX_BYTES MAX_GUILDS MAX_IDS MAX_NONCE_BYTES MAX_TOKEN MOST_THRESHOLD | a message
      relay/gateway/ClientConnection | MOST_STALLED | a connection
      relay/gateway/CommandRate | MOST | a connection
      relay/gateway/ClientSession | MOST_PLACES | a client
      relay/gateway/ClientGuild | MOST_MEMBERS | an event
      relay/gateway/MemberAnswers | MOST_FOUND MOST_PASSED_ON MOST_UNSURE | a client
      relay/OwnEvents | MOST_REMEMBERED | a bot
      relay/gateway/RostersAhead | MOST_FAILURES | a greeting
      discord/rest/Attempt | MOST_AHEAD | a body
      discord/rest/Buckets | MOST_NAMES | a bot
      discord/rest/GoneWebhooks | MOST | a bot
      discord/rest/RestRequest | MAX_LINE MAX_REASON | a request
      discord/rest/Transport | MAX_HEADER_BYTES | an answer
      discord/rest/UnknownTokens | MOST_TRUSTED MOST_UNTOLD maximumSize | what is forgotten is asked for again
      session/SessionPlaces | Shares | of a row, with a least share
      share/Bound | Shares | whose it is
      store/DeadLetter | MOST | a webhook
      config/OtelForm | MOST_PAIRS | a variable
      cluster/Pace | MOST | a node, of bots on their way to it
      trace/otlp/SpanQueue | MOST | spans for a collector; further ones are dropped and counted
      store/sqlite/EventIndex | MOST_OF_A_BOT | a bot
      store/sqlite/SqliteReader | ArrayBlockingQueue | connections to the file, which nobody holds
      store/sql/Writer | MOST_AT_ONCE MOST_ATTEMPTS MOST_BYTES_AT_ONCE | a transaction
      webhook/HostTurns | Semaphore | a delivery's turn
      webhook/LagMetrics | MOST | series; further ones are one
      webhook/WebhookHeaders | MOST | a webhook
      webhook/Webhooks | MOST_OF_A_SESSION | a session
      """;

  private static Map<String, Set<String>> named() {
    return OF_ONE_THING
        .lines()
        .map(line -> line.split(" \\| "))
        .collect(Collectors.toMap(row -> row[0] + ".java", row -> Set.of(row[1].split(" "))));
  }

  @Test
  void bound_anyInTheSource_isARowOfTheTableOrOfOneThing() throws IOException {
    Map<String, Set<String>> named = named();
    var unnamed = new ArrayList<String>();
    for (Path file : source()) {
      String name =
          SOURCES.stream()
              .filter(file::startsWith)
              .map(source -> source.relativize(file).toString().replace('\\', '/'))
              .findFirst()
              .orElseThrow();
      Matcher bound = BOUND.matcher(Files.readString(file));
      while (bound.find()) {
        String what =
            IntStream.rangeClosed(1, bound.groupCount())
                .mapToObj(bound::group)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
        if (!named.getOrDefault(name, Set.of()).contains(what)) {
          unnamed.add(name + " " + what);
        }
      }
    }

    assertThat(unnamed).isEmpty();
  }

  private static List<Path> source() throws IOException {
    var all = new ArrayList<Path>();
    for (Path source : SOURCES) {
      try (Stream<Path> files = Files.walk(source)) {
        all.addAll(files.filter(one -> one.toString().endsWith(".java")).toList());
      }
    }
    return all;
  }

  /// A row without a counter has no meaning.
  @Test
  void row_anyOfTheTable_isCountedBy() throws IOException {
    var source = new StringBuilder();
    for (Path file : source()) {
      source.append(Files.readString(file));
    }

    assertThat(Limit.values())
        .allSatisfy(limit ->
            assertThat(limit == Limit.EVENTS || source.indexOf("Limit." + limit.name()) >= 0)
                .as(limit.name())
                .isTrue());
  }

  /// What is counted by anything but the name of an owner or a network has no share of a tenant.
  /// Those of `Object` count by owner too, and their queues by themselves where there is none.
  @Test
  void share_anyInTheSource_isCountedByName() throws IOException {
    var counted = Pattern.compile("(?:Shares|Turns)<(?!String>|Object>|K>|\\?>|>)\\w+>");
    for (Path file : source()) {
      assertThat(counted.matcher(Files.readString(file)).results().map(MatchResult::group))
          .as(file.toString())
          .isEmpty();
    }
  }

  @Test
  void share_anyOfTheTable_isPartOfItsTotal() {
    assertThat(Limit.values())
        .allSatisfy(
            limit -> assertThat(limit.share()).as(limit.name()).isBetween(1L, limit.total()));
  }
}
