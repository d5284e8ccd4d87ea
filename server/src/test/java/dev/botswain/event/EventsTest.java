package dev.botswain.event;

import static dev.botswain.testing.Botswain.TOKEN;
import static dev.botswain.testing.Botswain.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.EventSocket;
import dev.botswain.testing.EventStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What readers of events get, whichever way they read.
class EventsTest {
  private static final String GENERAL = "1132915064832000005";

  private Botswain botswain;
  private String session;

  @BeforeEach
  void login() {
    botswain = Botswain.start(SimOptions.DEFAULT, Map.of());
    session = botswain.session(TOKEN);
  }

  @AfterEach
  void close() {
    botswain.close();
  }

  private void say(String content) {
    assertThat(
            botswain
                .simPost("/sim/channels/" + GENERAL + "/messages", Map.of("content", content))
                .status())
        .isLessThan(300);
  }

  private JsonNode poll(String query) {
    Botswain.Answer answer = botswain.get("/api/events/poll?" + query, session);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer.body();
  }

  private List<String> contents(JsonNode events) {
    var contents = new ArrayList<String>();
    for (JsonNode event : events) {
      contents.add(event.path("data").path("content").asText());
    }
    return contents;
  }

  @Test
  void poll_fromTheBeginning_hasTheLoginsEventsInOrder() {
    JsonNode events = poll("after=0&limit=1000").path("events");

    assertThat(events.findValuesAsText("type")).startsWith("READY", "bot.connected");
    assertThat(events.findValuesAsText("type")).contains("GUILD_CREATE");
    List<Long> ids = new ArrayList<>();
    events.forEach(event -> ids.add(event.path("id").asLong()));
    assertThat(ids).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void poll_withoutAfter_isEmptyAndSaysWhereNewEventsBegin() {
    JsonNode begin = poll("");
    say("one");
    JsonNode events = poll("wait=20&types=MESSAGE_CREATE&after=" + begin.path("next").asText());

    assertThat(begin.path("events")).isEmpty();
    assertThat(contents(events.path("events"))).containsExactly("one");
    JsonNode event = events.path("events").path(0);
    assertThat(event.path("channelId").asText()).isEqualTo(GENERAL);
    assertThat(event.path("guildId").asText()).isNotEmpty();
    assertThat(event.path("id").asText()).isEqualTo(events.path("next").asText());
  }

  @Test
  void poll_limited_goesOnWhereItEnded() {
    String next = poll("").path("next").asText();
    for (int i = 0; i < 5; i++) {
      say("number " + i);
    }
    var seen = new ArrayList<String>();
    while (seen.size() < 5) {
      JsonNode page = poll("limit=2&wait=20&types=MESSAGE_CREATE&after=" + next);
      assertThat(page.path("events").size()).isBetween(1, 2);
      seen.addAll(contents(page.path("events")));
      next = page.path("next").asText();
    }
    assertThat(seen).containsExactly("number 0", "number 1", "number 2", "number 3", "number 4");
  }

  @ParameterizedTest
  @CsvSource({
    "'types=MESSAGE_CREATE&contains=AHOY', ahoy there",
    "'types=MESSAGE_CREATE&channelId=1132915064832000005', 'ahoy there,bye'",
    "'types=MESSAGE_CREATE&channelId=1', ''",
    "'types=MESSAGE_CREATE&guildId=1060437491712000000&contains=bye', bye",
    "'types=MESSAGE_DELETE', ''",
  })
  void poll_filtered_hasOnlyWhatFits(String filter, String expected) {
    String next = poll("").path("next").asText();
    say("ahoy there");
    say("bye");
    eventually(() ->
        assertThat(contents(poll("types=MESSAGE_CREATE&after=" + next).path("events"))).hasSize(2));

    assertThat(String.join(",", contents(poll(filter + "&after=" + next).path("events"))))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/events", "/api/events/ws", "/api/events/poll"})
  void types_misspelt_areRefusedWithTheNearest(String way) {
    Botswain.Answer answer = botswain.get(way + "?types=MESSAGE_DELETE,messageCreate", session);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().path("field").asText()).isEqualTo("types");
    assertThat(answer.body().path("nearest").asText()).isEqualTo("MESSAGE_CREATE");
    assertThat(answer.body().path("error").asText()).contains("messageCreate", "MESSAGE_CREATE");
  }

  @Test
  void types_newerThanThisServer_areTakenWhereThatIsMeant() {
    assertThat(
            botswain
                .get("/api/events/poll?types=A_NEW_EVENT,A_NEW_EVENT&unknownTypes=true", session)
                .status())
        .isEqualTo(200);
  }

  @Test
  void excludeSelf_leavesOutWhatTheBotWrote() {
    String next = poll("").path("next").asText();
    botswain.post(
        "/api/channels/1132915064832000005/messages", session, Map.of("content", "of the bot"));
    say("of somebody else");
    eventually(() ->
        assertThat(contents(poll("types=MESSAGE_CREATE&after=" + next).path("events")))
            .containsExactly("of the bot", "of somebody else"));

    assertThat(contents(poll("types=MESSAGE_CREATE&excludeSelf=true&after=" + next).path("events")))
        .containsExactly("of somebody else");
  }

  @ParameterizedTest
  @CsvSource({
    "after=x, invalid_request",
    "after=-1, invalid_request",
    "after=9223372036854775807, unknown_event",
    "after=9999999999999999999, unknown_event",
    "limit=0, invalid_request",
    "wait=51, invalid_request",
    "types=a b, invalid_request",
    "types=message_create, invalid_request",
    "unknownTypes=maybe, invalid_request",
    "excludeSelf=maybe, invalid_request",
    "guildId=x, invalid_request",
    "excludeBots=maybe, invalid_request",
    "nothing=1, invalid_request",
  })
  void poll_askedWrongly_is400(String query, String code) {
    Botswain.Answer answer = botswain.get("/api/events/poll?" + query.replace(" ", "%20"), session);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().path("code").asText()).isEqualTo(code);
  }

  @Test
  void stream_everyMessage_comesOnceWithItsBytes() throws Exception {
    try (var stream = EventStream.open(botswain.url(), session, "?types=MESSAGE_CREATE")) {
      say("first");
      say("second");

      JsonNode first = stream.next();
      assertThat(first.path("data").path("content").asText()).isEqualTo("first");
      assertThat(stream.lastId()).isEqualTo(first.path("id").asText());
      assertThat(stream.next().path("data").path("content").asText()).isEqualTo("second");
    }
  }

  @Test
  void stream_againWithTheLastId_goesOnBehindIt() throws Exception {
    String last;
    try (var stream = EventStream.open(botswain.url(), session, "?types=MESSAGE_CREATE")) {
      say("first");
      stream.next();
      last = stream.lastId();
    }
    say("missed");
    try (var stream =
        EventStream.open(botswain.url(), session, "?types=MESSAGE_CREATE&after=1", last)) {
      assertThat(stream.next().path("data").path("content").asText()).isEqualTo("missed");
    }
  }

  @Test
  void stream_withNoEventYet_hasAnIdToComeBackWith() throws Exception {
    String last;
    try (var stream = EventStream.open(botswain.url(), session, "?types=MESSAGE_CREATE")) {
      stream.skip();
      last = stream.lastId();
    }
    say("missed");
    try (var stream = EventStream.open(botswain.url(), session, "?types=MESSAGE_CREATE", last)) {
      assertThat(stream.next().path("data").path("content").asText()).isEqualTo("missed");
    }
  }

  @Test
  void stream_thatStaysOpen_keepsItsSession() throws Exception {
    try (var brief =
        Botswain.start(
            SimOptions.DEFAULT,
            Map.of("BOTSWAIN_HTTP_IDLE_TIMEOUT", "3s", "BOTSWAIN_SESSION_IDLE_TIMEOUT", "4s"))) {
      String used = brief.session(TOKEN);
      try (var stream = EventStream.open(brief.url(), used, "?types=MESSAGE_DELETE")) {
        stream.skip();
        for (int seconds = 0; seconds < 6; seconds++) {
          stream.skip(); // A comment each second.
        }
        assertThat(brief.get("/api/session", used).status()).isEqualTo(200);
      }
    }
  }

  private CompletableFuture<Botswain.Answer> waitingPoll() {
    var answer =
        CompletableFuture.supplyAsync(
            () -> botswain.get("/api/events/poll?wait=50&types=MESSAGE_DELETE", session));
    eventually(() ->
        assertThat(botswain.get("/metrics", null).raw().body())
            .contains("botswain_events_readers 1"));
    return answer;
  }

  @Test
  void poll_whenTheSessionEnds_isRefused() throws Exception {
    CompletableFuture<Botswain.Answer> waiting = waitingPoll();
    botswain.logout(session);

    Botswain.Answer answer = waiting.get(20, TimeUnit.SECONDS);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.body().path("code").asText()).isEqualTo("unknown_session");
  }

  @Test
  void poll_whenTheServerStops_isAnswered() throws Exception {
    CompletableFuture<Botswain.Answer> waiting = waitingPoll();
    botswain.close();

    Botswain.Answer answer = waiting.get(20, TimeUnit.SECONDS);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("events")).isEmpty();
  }

  /// As a browser's EventSource does, which repeats its address.
  @Test
  void stream_byTicket_canBeOpenedAgain() throws Exception {
    String query = "?types=MESSAGE_CREATE&ticket=" + ticket();

    String last;
    try (var stream = EventStream.open(botswain.url(), null, query)) {
      say("by ticket");
      assertThat(stream.next().path("data").path("content").asText()).isEqualTo("by ticket");
      last = stream.lastId();
    }
    say("while away");
    try (var again = EventStream.open(botswain.url(), null, query, last)) {
      assertThat(again.next().path("data").path("content").asText()).isEqualTo("while away");
    }
  }

  @Test
  void stream_byTicketOfAnother_isRefused() throws Exception {
    String ticket = ticket();
    try (var _ = EventStream.open(botswain.url(), null, "?ticket=" + ticket)) {
      for (String other :
          List.of(
              "/api/events?types=READY&ticket=",
              "/api/events/ws?ticket=",
              "/api/events?after=0&ticket=")) {
        Botswain.Answer answer = botswain.get(other + ticket, null);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body().path("code").asText()).isEqualTo("unknown_ticket");
      }
    }
  }

  /// The server may not notice a lost connection, but a ticket must not open many streams.
  @Test
  void stream_byTicketWhileItIsOpen_takesItsPlace() throws Exception {
    String query = "?ticket=" + ticket();
    try (var first = EventStream.open(botswain.url(), null, query);
        var second = EventStream.open(botswain.url(), null, query)) {
      say("to one");
      assertThat(second.next().path("data").path("content").asText()).isEqualTo("to one");
      assertThatThrownBy(
              () -> {
                while (true) {
                  first.next();
                }
              })
          .isInstanceOf(java.io.IOException.class);
    }
  }

  @Test
  void stream_byTicketTooOften_isRefused() throws Exception {
    String query = "/api/events?after=nothing&ticket=" + ticket();
    for (int i = 0; i < 101; i++) {
      assertThat(botswain.get(query, null).status()).isEqualTo(400);
    }
    assertThat(botswain.get(query, null).status()).isEqualTo(401);
  }

  private String ticket() {
    Botswain.Answer issued = botswain.post("/api/events/ticket", session, Map.of());
    assertThat(issued.status()).as(issued.body().toString()).isEqualTo(200);
    return issued.body().path("ticket").asText();
  }

  @Test
  void stream_whenTheSessionEnds_ends() throws Exception {
    try (var stream = EventStream.open(botswain.url(), session, "")) {
      botswain.logout(session);
      stream.awaitEnd();
    }
  }

  @Test
  void stream_whenTheTokenIsRejected_saysSoAndEnds() throws Exception {
    try (var stream = EventStream.open(botswain.url(), session, "?types=bot.token_rejected")) {
      botswain.simPost("/sim/bots/" + botswain.simBot(TOKEN) + "/token", Map.of());
      assertThat(stream.next().path("type").asText()).isEqualTo("bot.token_rejected");
      stream.awaitEnd();
    }
  }

  @Test
  void session_lostAtDiscord_isToldAsAGap() throws Exception {
    try (var stream =
        EventStream.open(
            botswain.url(), session, "?types=bot.connected,bot.resumed,bot.disconnected")) {
      botswain.gateway(TOKEN, Map.of("do", "drop"));
      assertThat(stream.next().path("type").asText()).isEqualTo("bot.disconnected");
      assertThat(stream.next().path("type").asText()).isEqualTo("bot.resumed");
      botswain.gateway(TOKEN, Map.of("do", "invalidate", "resumable", false));
      assertThat(stream.next().path("type").asText()).isEqualTo("bot.disconnected");
      JsonNode gap = stream.next();
      assertThat(gap.path("type").asText()).isEqualTo("gap");
      assertThat(gap.path("data").path("reason").asText()).isEqualTo("session_lost");
      assertThat(gap.path("data").path("to").asText()).isEqualTo(gap.path("id").asText());
      assertThat(stream.next().path("type").asText()).isEqualTo("bot.connected");
    }
  }

  @Test
  void socket_everyMessage_comesAndAcksAreRemembered() throws Exception {
    String acked;
    try (var socket = EventSocket.open(botswain.url(), session, "?types=MESSAGE_CREATE")) {
      say("first");
      JsonNode first = socket.next();
      assertThat(first.path("data").path("content").asText()).isEqualTo("first");
      acked = first.path("id").asText();
      say("second");
      assertThat(socket.next().path("data").path("content").asText()).isEqualTo("second");
      socket.send("{\"ack\": \"" + acked + "\"}");
      socket.send("{\"ack\": 1}");
      socket.awaitPong();
    }
    try (var socket = EventSocket.open(botswain.url(), session, "?types=MESSAGE_CREATE")) {
      assertThat(socket.next().path("data").path("content").asText()).isEqualTo("second");
    }
  }

  @Test
  void socket_nonsense_closesIt() throws Exception {
    try (var socket = EventSocket.open(botswain.url(), session, "")) {
      socket.send("what?");
      assertThat(socket.awaitClose()).isEqualTo(1008);
    }
  }

  @Test
  void socket_withoutAHandshake_is426() {
    assertThat(botswain.get("/api/events/ws", session).status()).isEqualTo(426);
  }
}
