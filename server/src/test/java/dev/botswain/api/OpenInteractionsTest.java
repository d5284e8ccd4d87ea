package dev.botswain.api;

import static dev.botswain.testing.Botswain.TOKEN;
import static dev.botswain.testing.Botswain.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.Botswain.Answer;
import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The list of interactions that wait or may be followed up.
class OpenInteractionsTest {
  private static Botswain botswain;
  private static String full;
  private static String channel;

  @BeforeAll
  static void start() {
    botswain =
        Botswain.start(SimOptions.DEFAULT, Map.of("BOTSWAIN_SESSION_REQUESTS_PER_SECOND", "1000"));
    full = botswain.session(TOKEN);
    channel = botswain.get("/api/channels?type=text", full).ids().getFirst();
    var berth = Map.of("type", 6, "name", "captain", "description", "Who");
    var pier = Map.of("type", 3, "name", "pier", "description", "Where", "autocomplete", true);
    Answer made =
        botswain.post(
            "/api/commands",
            full,
            Map.of(
                "name",
                "berth",
                "description",
                "Berths",
                "options",
                List.of(
                    Map.of(
                        "type",
                        1,
                        "name",
                        "book",
                        "description",
                        "Book",
                        "options",
                        List.of(berth, pier)))));
    assertThat(made.status()).as(made.raw().body()).isEqualTo(200);
  }

  @AfterAll
  static void stop() {
    botswain.close();
  }

  private static JsonNode use(Map<String, ?> use) {
    var body = new HashMap<String, Object>(use);
    body.put("channelId", channel);
    Answer made = botswain.simPost("/sim/bots/" + botswain.simBot(TOKEN) + "/interactions", body);
    assertThat(made.status()).as(made.raw().body()).isEqualTo(201);
    return made.body();
  }

  private static JsonNode command() {
    return use(Map.of("type", "command", "name", "berth book"));
  }

  /// The interaction in the list, once it has arrived.
  private static JsonNode listed(JsonNode made, String session) {
    var found = new JsonNode[1];
    eventually(() -> {
      found[0] = find(made, session);
      assertThat(found[0]).isNotNull();
    });
    return found[0];
  }

  private static JsonNode find(JsonNode made, String session) {
    for (JsonNode one : botswain.get("/api/interactions", session).body()) {
      if (one.path("id").equals(made.path("id"))) {
        return one;
      }
    }
    return null;
  }

  private static Answer answer(JsonNode made, String how, Map<String, ?> body) {
    String path = made.path("id").asText() + "/" + made.path("token").asText() + "/" + how;
    return botswain.post("/api/interactions/" + path, full, body);
  }

  private static String narrow(List<String> scopes, List<String> channels) {
    var body = Map.of("name", "narrow", "scopes", scopes, "channelIds", channels);
    return botswain.post("/api/sessions", full, body).body().path("sessionId").asText();
  }

  @Test
  void command_thatArrives_waitsWithWhatItTakesToAnswer() {
    String captain = botswain.get("/api/members?limit=1", full).ids().getFirst();
    JsonNode made =
        use(
            Map.of(
                "type",
                "command",
                "name",
                "berth book",
                "options",
                List.of(
                    Map.of("name", "captain", "value", captain),
                    Map.of("name", "pier", "value", "North"))));

    JsonNode one = listed(made, full);

    assertThat(one.path("token")).isEqualTo(made.path("token"));
    assertThat(one.path("type").asText()).isEqualTo("command");
    assertThat(one.path("state").asText()).isEqualTo("waiting");
    assertThat(one.path("answerInMs").asLong()).isBetween(1L, 3000L);
    assertThat(one.path("tokenInMs").asLong()).isBetween(890_000L, 900_000L);
    assertThat(one.path("command").path("name").asText()).isEqualTo("berth book");
    JsonNode options = one.path("command").path("options");
    assertThat(options.path(0).path("value").asText()).isEqualTo(captain);
    assertThat(options.path(0).path("shown").asText()).isNotEqualTo(captain).isNotEmpty();
    assertThat(options.path(1).path("shown").asText()).isEqualTo("North");
    assertThat(one.path("channelId").asText()).isEqualTo(channel);
    assertThat(one.path("user").path("username").asText()).isNotEmpty();
  }

  @Test
  void interaction_thatIsDeferredAndThenAnswered_saysSo() {
    JsonNode made = command();
    listed(made, full);

    assertThat(answer(made, "defer", Map.of()).status()).isEqualTo(204);
    JsonNode deferred = find(made, full);
    assertThat(answer(made, "reply", Map.of("content", "Berth 4")).status()).isEqualTo(200);
    JsonNode answered = find(made, full);

    assertThat(deferred.path("state").asText()).isEqualTo("deferred");
    assertThat(deferred.path("reaction").asText()).isEqualTo("deferral");
    assertThat(deferred.path("answerInMs").isNull()).isTrue();
    assertThat(answered.path("state").asText()).isEqualTo("answered");
    assertThat(answered.path("reaction").asText()).isEqualTo("reply");
  }

  @Test
  void interaction_onlyTriedOrRefused_goesOnWaiting() {
    JsonNode made = command();
    listed(made, full);

    assertThat(answer(made, "reply?dryRun=true", Map.of("content", "Berth 4")).status())
        .isEqualTo(200);
    assertThat(answer(made, "autocomplete", Map.of("choices", List.of())).status())
        .isGreaterThanOrEqualTo(400);

    assertThat(find(made, full).path("state").asText()).isEqualTo("waiting");
  }

  @Test
  void autocomplete_whileItWaits_namesWhatTheUserTypes() {
    JsonNode made =
        use(
            Map.of(
                "type",
                "autocomplete",
                "name",
                "berth book",
                "options",
                List.of(Map.of("name", "pier", "value", "No", "focused", true))));

    JsonNode one = listed(made, full);

    assertThat(one.path("type").asText()).isEqualTo("autocomplete");
    JsonNode option = one.path("command").path("options").path(0);
    assertThat(option.path("focused").asBoolean()).isTrue();
    assertThat(one.path("tokenInMs").asLong()).isLessThanOrEqualTo(3000);
  }

  @Test
  void modal_thatIsSubmitted_showsWhatWasWritten() {
    JsonNode opener = command();
    listed(opener, full);
    var text = Map.of("type", 4, "custom_id", "boat", "label", "Boat", "style", 1);
    var rows = List.of(Map.of("type", 1, "components", List.of(text)));
    var form = Map.of("customId", "berth", "title", "Berth", "components", rows);
    assertThat(answer(opener, "modal", form).status()).isEqualTo(204);
    assertThat(find(opener, full).path("reaction").asText()).isEqualTo("modal");

    JsonNode made =
        use(
            Map.of(
                "type",
                "modal",
                "interactionId",
                opener.path("id").asText(),
                "fields",
                Map.of("boat", "Seagull")));

    JsonNode one = listed(made, full);
    assertThat(one.path("customId").asText()).isEqualTo("berth");
    assertThat(one.path("fields").path(0).path("customId").asText()).isEqualTo("boat");
    assertThat(one.path("fields").path(0).path("values").path(0).path("value").asText())
        .isEqualTo("Seagull");
  }

  @Test
  void interaction_answeredByALibraryOnTheRelay_isAnswered() {
    JsonNode made = command();
    listed(made, full);
    String path = made.path("id").asText() + "/" + made.path("token").asText() + "/callback";

    Answer relayed =
        botswain.send(
            Botswain.request(botswain.url() + "/api/v10/interactions/" + path)
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"type\": 4, \"data\": {\"content\": \"Berth 4\"}}")),
            null);

    assertThat(relayed.status()).as(relayed.raw().body()).isEqualTo(204);
    eventually(() -> assertThat(find(made, full).path("reaction").asText()).isEqualTo("relayed"));
  }

  @Test
  void interaction_answeredOnTheRelayWithAWrongToken_goesOnWaiting() {
    JsonNode made = command();
    listed(made, full);

    Answer relayed =
        botswain.send(
            Botswain.request(
                    botswain.url()
                        + "/api/v10/interactions/"
                        + made.path("id").asText()
                        + "/guessed/callback")
                .POST(HttpRequest.BodyPublishers.ofString("{\"type\": 5}")),
            null);

    assertThat(relayed.status()).isEqualTo(404);
    assertThat(find(made, full).path("reaction").isNull()).isTrue();
  }

  @Test
  void token_ofASessionThatMayNotAnswer_isWithheld() {
    JsonNode made = command();
    listed(made, full);

    assertThat(listed(made, narrow(List.of("events"), List.of())).path("token").asText())
        .isEqualTo("[REDACTED]");
    assertThat(listed(made, narrow(List.of("events", "commands"), List.of())).path("token"))
        .isEqualTo(made.path("token"));
  }

  @Test
  void interactions_ofOtherChannels_areNotListed() {
    JsonNode made = command();
    listed(made, full);
    String other = botswain.get("/api/channels?type=text", full).ids().get(1);

    assertThat(find(made, narrow(List.of("events"), List.of(other)))).isNull();
    assertThat(find(made, narrow(List.of("events"), List.of(channel)))).isNotNull();
    assertThat(botswain.get("/api/interactions", narrow(List.of("commands"), List.of())).status())
        .isEqualTo(403);
  }

  @Test
  void list_inPages_hasEachOnce() {
    listed(command(), full);
    listed(command(), full);

    Answer first = botswain.get("/api/interactions?limit=1", full);
    String rest = first.header("Link").replaceAll(".*<([^>]*)>.*", "$1");
    Answer second = botswain.get(rest.substring(rest.indexOf("/api/")), full);

    assertThat(first.body()).hasSize(1);
    assertThat(second.body().path(0).path("id").asText())
        .isLessThan(first.body().path(0).path("id").asText());
    assertThat(botswain.get("/api/interactions?state=expired&limit=1", full).status())
        .isEqualTo(200);
    assertThat(botswain.get("/api/interactions?state=gone", full).status()).isEqualTo(400);
  }

  @Test
  void interactions_thatNobodyAnswers_areDeferredIfTheBotIsSetToThat() {
    var on = HttpRequest.BodyPublishers.ofString("{\"enabled\": true}");
    var off = HttpRequest.BodyPublishers.ofString("{\"enabled\": false}");
    String path = botswain.url() + "/api/bot/auto-defer";
    assertThat(botswain.send(Botswain.request(path).PUT(on), full).status()).isEqualTo(200);
    try {
      assertThat(botswain.get("/api/bot/auto-defer", full).body().path("enabled").asBoolean())
          .isTrue();
      JsonNode made = command();

      eventually(() ->
          assertThat(listed(made, full).path("reaction").asText()).isEqualTo("automatic_deferral"));
    } finally {
      botswain.send(Botswain.request(path).PUT(off), full);
    }
  }
}
