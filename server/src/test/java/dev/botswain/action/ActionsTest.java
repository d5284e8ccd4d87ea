package dev.botswain.action;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.action.ActionTable.Row;
import dev.botswain.api.Answers;
import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.Botswain.Answer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every action, on the sim: what is sent to Discord, what is returned, and what happens if a
/// permission, the object itself or patience is missing.
class ActionsTest {
  private static final String DRY_RUN = "application/vnd.botswain.dry-run+json";

  private static Botswain botswain;
  private static ActionTable table;

  @BeforeAll
  static void start() {
    botswain = Botswain.start(SimOptions.DEFAULT.withLimits(false), Map.of());
    table = new ActionTable(botswain);
  }

  /// The actions of this test cause events, and each of them must match the contract.
  @AfterAll
  static void close() {
    var types = new HashSet<String>();
    try {
      String after = "0";
      for (JsonNode portion = events(after); !portion.path("events").isEmpty(); ) {
        portion.path("events").forEach(event -> types.add(event.path("type").asText()));
        after = portion.path("next").asText();
        portion = events(after);
      }
    } finally {
      botswain.close();
    }
    assertThat(types).hasSizeGreaterThan(30);
  }

  private static JsonNode events(String after) {
    String session = botswain.session(Botswain.TOKEN);
    return botswain.get("/api/events/poll?limit=50&after=" + after, session).body();
  }

  static Stream<Row> rows() {
    return ActionTable.ROWS.stream();
  }

  static Stream<Row> rowsWithPermission() {
    return rows().filter(row -> row.permission() != null);
  }

  static Stream<Row> rowsWithIds() {
    return rows().filter(row -> row.unknown() != null);
  }

  @Test
  void table_everyAction_isInIt() {
    assertThat(Answers.contract().actions())
        .filteredOn(operation -> !operation.matches("setPresence|setAutoDefer")) // Not over REST.
        .containsExactlyInAnyOrderElementsOf(rows().map(Row::operation).toList());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void action_possible_isDoneAtDiscord(Row row) {
    Answer answer = table.call(table.resolve(row), table.session(), "");

    assertThat(answer.status()).as(answer.raw().body()).isBetween(200, 204);
    assertThat(answer.header("Botswain-Queue-Ms")).matches("\\d+");
    if (!row.path().startsWith("/api/interactions/")) { // These are sent without a token.
      assertThat(table.lastRequest()).matches(row.discordPattern());
    }
    assertThat(answer.raw().body()).doesNotContain(Botswain.TOKEN + "\"");
  }

  @ParameterizedTest
  @MethodSource("rows")
  void action_dryRun_saysItWouldSucceedAndDoesNothing(Row row) {
    Row resolved = table.resolve(row);
    int before = table.writes();
    Answer answer = table.call(resolved, table.session(), "dryRun=true");

    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
    assertThat(answer.body().path("wouldSucceed").asBoolean()).as(answer.raw().body()).isTrue();
    assertThat(answer.header("Content-Type")).isEqualTo(DRY_RUN);
    assertThat(table.writes()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("rowsWithPermission")
  void action_withoutPermission_is403ThatNamesIt(Row row) {
    Answer answer = table.callForbidden(row, "");

    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(403);
    assertThat(answer.body().path("code").asText()).isEqualTo("missing_permission");
    assertThat(strings(answer.body().path("missingPermissions"))).contains(row.permission());
  }

  @ParameterizedTest
  @MethodSource("rowsWithPermission")
  void action_withoutPermission_dryRunNamesIt(Row row) {
    Answer answer = table.callForbidden(row, "dryRun=true");

    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
    assertThat(answer.body().path("wouldSucceed").asBoolean()).isFalse();
    assertThat(strings(answer.body().path("missingPermissions"))).contains(row.permission());
    assertThat(answer.body().path("reasons").toString()).contains(row.permission());
  }

  @ParameterizedTest
  @MethodSource("rowsWithIds")
  void action_onWhatIsNotThere_is404(Row row) {
    Answer answer = table.callUnknown(row);

    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(404);
    assertThat(answer.body().path("code").asText()).startsWith("unknown_");
  }

  @ParameterizedTest
  @MethodSource("rows")
  void action_limitedForLongerThanTheCallersPatience_is429(Row row) {
    Row resolved = table.resolve(row);
    table.limit(row);
    Answer answer = table.call(resolved, table.limitedSession(), "", "Prefer", "wait=1");
    table.unlimit();

    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(429);
    assertThat(answer.body().path("code").asText()).isEqualTo("discord_rate_limited");
    assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1300, 1337);
    assertThat(answer.header("Preference-Applied")).isEqualTo("wait=1");
  }

  @ParameterizedTest
  @MethodSource("rows")
  void action_outsideOfTheSessionsScopes_is403(Row row) {
    Answer answer = table.call(table.resolve(row), table.eventsOnly(), "");

    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(403);
    assertThat(answer.body().path("code").asText()).isEqualTo("scope_missing");
  }

  @ParameterizedTest
  @MethodSource("rows")
  void action_whereTheSessionIsNotGood_is403(Row row) {
    if (row.path().startsWith("/api/interactions/")) {
      return; // The interaction's token is enough to answer it.
    }
    Answer answer = table.call(table.resolve(row), table.elsewhere(), "");

    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(403);
    assertThat(answer.body().path("code").asText()).isEqualTo("out_of_scope");
  }

  @Test
  void webhook_ofAnotherChannel_isOutOfReach() {
    assertThat(table.webhookThroughAnotherChannel().status()).isEqualTo(404);
  }

  private static List<String> strings(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }
}
