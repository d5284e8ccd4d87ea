package dev.botswain.sim.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import dev.botswain.sim.world.DemoWorld;
import dev.botswain.sim.world.Dispatch;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActivityTest {
  private Sim sim;
  private final List<String> types = new ArrayList<>();

  @BeforeEach
  void start() {
    sim = Sim.start(SimOptions.DEFAULT);
    sim.registerDemoCommands();
    sim.call(() -> {
      var bot = sim.world().bots().byToken(DemoWorld.TOKEN);
      sim.world()
          .onDispatch((Dispatch event) -> {
            if (event.bots().contains(bot)) {
              types.add(event.type());
            }
          });
      return true;
    });
  }

  @AfterEach
  void stop() {
    sim.close();
  }

  private record Reply(int status, JsonNode body) {}

  private Reply call(String method, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(sim.url() + "/sim/activity"))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(request, java.net.http.HttpResponse.BodyHandlers.ofString());
      return new Reply(answer.statusCode(), ControlFixture.JSON.readTree(answer.body()));
    }
  }

  private void awaitEnd() throws Exception {
    long deadline = System.nanoTime() + 20_000_000_000L;
    while (!call("GET", "").body().path("done").asBoolean()) {
      assertThat(System.nanoTime()).as("it does not end").isLessThan(deadline);
    }
  }

  private List<String> seen() {
    return sim.call(() -> List.copyOf(types));
  }

  @Test
  void sim_untilItIsTold_isQuiet() throws Exception {
    assertThat(call("GET", "").body().path("done").asBoolean()).isTrue();
    assertThat(seen()).isEmpty();
  }

  @Test
  void burst_ofThousands_isThatManyEventsOfEveryKind() throws Exception {
    String guild = sim.call(() -> Long.toString(sim.world().guilds().all().at(0).id()));
    var begun = call("POST", "{\"rate\":4000,\"seconds\":1,\"guildId\":\"" + guild + "\"}");
    assertThat(begun.status()).isEqualTo(200);
    assertThat(begun.body().path("total").asInt()).isEqualTo(4_000);
    awaitEnd();

    assertThat(seen()).hasSizeGreaterThanOrEqualTo(4_000);
    assertThat(new HashSet<>(seen()))
        .contains(
            "MESSAGE_CREATE",
            "MESSAGE_UPDATE",
            "MESSAGE_DELETE",
            "MESSAGE_REACTION_ADD",
            "TYPING_START",
            "PRESENCE_UPDATE",
            "VOICE_STATE_UPDATE",
            "GUILD_MEMBER_ADD",
            "GUILD_MEMBER_REMOVE",
            "MESSAGE_POLL_VOTE_ADD",
            "INTERACTION_CREATE");
  }

  @Test
  void burst_ofThousands_leavesTheWorldInBounds() throws Exception {
    int before = members();
    call("POST", "{\"rate\":5000,\"seconds\":1}");
    awaitEnd();

    assertThat(members()).isBetween(before, before + 20);
    assertThat(writtenWhereNobodyMay()).isEqualTo(2);
  }

  private int members() {
    return sim.call(
        () -> sim.world().guilds().all().stream().mapToInt(guild -> guild.members().size()).sum());
  }

  /// The messages in #rules and #announcements.
  private int writtenWhereNobodyMay() {
    return sim.call(() ->
        sim.world().guilds().all().at(0).channels().stream()
            .filter(channel -> List.of("rules", "announcements").contains(channel.name()))
            .mapToInt(channel -> channel.messages().size())
            .sum());
  }

  @Test
  void activity_thatIsStopped_endsAtOnce() throws Exception {
    call("POST", "{\"rate\":1000,\"seconds\":3600}");
    var first = call("GET", "");
    assertThat(first.body().path("done").asBoolean()).isFalse();
    assertThat(call("DELETE", "").body().path("done").asBoolean()).isTrue();
    long then = sim.call(() -> sim.activity().done());
    assertThat(sim.<Long>call(() -> sim.activity().done())).isEqualTo(then);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                            | rate must be a whole number from 1 to"
            + " 20000.",
        "{\"rate\":1}                                  | seconds must be a whole number from 1 to"
            + " 3600.",
        "{\"rate\":1,\"seconds\":1,\"guildId\":\"7\"}    | guildId: there is no guild 7."
      })
  void activity_thatCannotBe_isRefusedWithItsReason(String body, String reason) throws Exception {
    var refused = call("POST", body);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body().path("error").asText()).isEqualTo(reason);
  }
}
