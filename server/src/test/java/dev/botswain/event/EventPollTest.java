package dev.botswain.event;

import static dev.botswain.testing.Botswain.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.testing.Botswain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Reading events by polling.
class EventPollTest extends EventsFixture {
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

  private CompletableFuture<Botswain.Answer> waitingPoll() {
    var answer =
        CompletableFuture.supplyAsync(
            () -> botswain.get("/api/events/poll?wait=50&types=MESSAGE_DELETE", session));
    eventually(() -> assertThat(botswain.metrics()).contains("botswain_events_readers 1"));
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
}
