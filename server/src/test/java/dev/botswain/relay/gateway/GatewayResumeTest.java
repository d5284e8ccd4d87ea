package dev.botswain.relay.gateway;

import static dev.botswain.testing.Botswain.TOKEN;
import static dev.botswain.testing.Botswain.TOKEN_THREE_GUILDS;
import static dev.botswain.testing.GatewayClient.GUILDS;
import static dev.botswain.testing.GatewayClient.USUAL;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.GatewayClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A returning client misses nothing and gets nothing twice, whatever broke.
class GatewayResumeTest {
  @TempDir private Path data;
  private Sim sim;
  private Botswain botswain;
  private String session;
  private String channel;

  @BeforeEach
  void start() {
    sim = Sim.start(SimOptions.DEFAULT);
    botswain = again();
    session = botswain.session(TOKEN);
    for (JsonNode one : botswain.get("/api/channels", session).body()) {
      channel = one.path("name").asText().equals("general") ? one.path("id").asText() : channel;
    }
  }

  @AfterEach
  void close() {
    botswain.close();
    sim.close();
  }

  private Botswain again() {
    return Botswain.onSim(
        sim,
        Map.of(
            "BOTSWAIN_DATA",
            data.toString(),
            "BOTSWAIN_SESSION_REQUESTS_PER_SECOND",
            "1000",
            "BOTSWAIN_SHUTDOWN_GRACE",
            "1s"));
  }

  private void say(int from, int to) {
    for (int i = from; i < to; i++) {
      botswain.simPost("/sim/channels/" + channel + "/messages", Map.of("content", "no. " + i));
    }
  }

  /// Returns when it has arrived.
  private void sayAndWait(int from, int to) throws Exception {
    try (GatewayClient witness = GatewayClient.login(botswain, session, USUAL)) {
      say(from, to);
      hear(witness, from, to);
    }
  }

  private static void hear(GatewayClient client, int from, int to) throws InterruptedException {
    for (int i = from; i < to; i++) {
      assertThat(client.await("MESSAGE_CREATE").path("content").asText()).isEqualTo("no. " + i);
    }
  }

  @Test
  void heart_late_isToldToReconnectAndCutOff_soThatItResumes() throws Exception {
    botswain.close();
    botswain =
        Botswain.onSim(
            sim, Map.of("BOTSWAIN_DATA", data.toString(), "BOTSWAIN_HTTP_IDLE_TIMEOUT", "4s"));

    GatewayClient late = GatewayClient.login(botswain, session, USUAL);
    JsonNode next = late.next();
    if (next.path("op").asInt() == 1) {
      next = late.next();
    }

    assertThat(next.path("op").asInt()).isEqualTo(7);
    assertThat(late.closeCode()).isEqualTo(1006);
    say(0, 1);
    try (GatewayClient back = resumed(late)) {
      back.awaitOp(10);
      assertThat(back.find("MESSAGE_CREATE").path("content").asText()).isEqualTo("no. 0");
    }
  }

  private GatewayClient resumed(GatewayClient before) {
    GatewayClient client = GatewayClient.connect(botswain);
    client.resume(session, before);
    return client;
  }

  @ParameterizedTest
  @ValueSource(strings = {"drop", "4000", "unread", "still open"})
  void resume_afterABreak_missesNothing(String how) throws Exception {
    try (GatewayClient before = GatewayClient.login(botswain, session, USUAL)) {
      say(0, 5);
      hear(before, 0, how.equals("unread") ? 2 : 5);
      switch (how) {
        case "drop", "unread" -> before.drop();
        case "4000" -> before.closeWith(4000);
        default -> {}
      }
      sayAndWait(5, 10);
      try (GatewayClient after = resumed(before)) {
        after.awaitOp(10);
        hear(after, how.equals("unread") ? 2 : 5, 10);
        after.await("RESUMED");
        assertThat(after.seq()).isEqualTo(2 + 10);
        say(10, 12);
        hear(after, 10, 12);
      }
    }
    assertThat(botswain.stats(TOKEN).path("identifies").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {TOKEN, TOKEN_THREE_GUILDS})
  void resume_bySomebodyElse_leavesTheOwnerAlone(String token) throws Exception {
    String stranger = botswain.session(token);
    try (GatewayClient owner = GatewayClient.login(botswain, session, USUAL)) {
      say(0, 1);
      hear(owner, 0, 1);
      try (GatewayClient thief = GatewayClient.connect(botswain)) {
        thief.awaitOp(10);
        thief.resume(stranger, owner);
        assertThat(thief.awaitOp(9).asBoolean()).isFalse();
      }
      say(1, 2);
      hear(owner, 1, 2);
      owner.drop();

      try (GatewayClient thief = GatewayClient.connect(botswain)) {
        thief.awaitOp(10);
        thief.resume(stranger, owner);
        assertThat(thief.awaitOp(9).asBoolean()).isFalse();
      }
      try (GatewayClient after = resumed(owner)) {
        after.awaitOp(10);
        after.await("RESUMED");
      }
    }
  }

  @Test
  void resume_farBehindManyEvents_findsTheNumberAgain() throws Exception {
    try (GatewayClient before = GatewayClient.login(botswain, session, USUAL)) {
      sayAndWait(0, 700);
      hear(before, 0, 100);
      before.drop();
      try (GatewayClient after = resumed(before)) {
        after.awaitOp(10);
        hear(after, 100, 700);
        after.await("RESUMED");
      }
    }
  }

  @Test
  void resume_afterARestart_missesNothing() throws Exception {
    try (GatewayClient before = GatewayClient.login(botswain, session, USUAL);
        GatewayClient deaf = GatewayClient.login(botswain, session, GUILDS)) {
      say(0, 5);
      hear(before, 0, 5);
      assertThat(deaf.drain()).isEmpty();
      botswain.stop();
      before.awaitOp(7);
      assertThat(before.closeCode()).isEqualTo(4000);
      say(5, 8);
      botswain.close();
      botswain = again();
      try (GatewayClient after = resumed(before);
          GatewayClient deafAfter = resumed(deaf)) {
        after.awaitOp(10);
        var heard = new ArrayList<String>();
        while (heard.size() < 3) {
          JsonNode next = after.next();
          if (next.path("t").asText().equals("MESSAGE_CREATE")) {
            heard.add(next.path("d").path("content").asText());
          }
        }
        assertThat(heard).containsExactly("no. 5", "no. 6", "no. 7");
        say(8, 10);
        after.find("MESSAGE_CREATE");
        assertThat(after.await("MESSAGE_CREATE").path("content").asText()).isEqualTo("no. 9");
        deafAfter.awaitOp(10);
        deafAfter.await("RESUMED");
      }
    }
    assertThat(botswain.stats(TOKEN).path("identifies").asInt()).isEqualTo(1);
    assertThat(botswain.stats(TOKEN).path("resumes").asInt()).isEqualTo(1);
  }

  @Test
  void resume_whileEventsRush_keepsTheirOrder() throws Exception {
    List<Integer> expected = IntStream.range(0, 600).boxed().toList();
    var heard = new ArrayList<Integer>();
    GatewayClient client = GatewayClient.login(botswain, session, USUAL);
    Thread speaker = Thread.ofVirtual().start(() -> say(0, 600));
    while (heard.size() < 600) {
      JsonNode next = client.next();
      if (next.path("t").asText().equals("MESSAGE_CREATE")) {
        heard.add(Integer.parseInt(next.path("d").path("content").asText().substring(4)));
        if (heard.size() % 150 == 0 && heard.size() < 600) {
          client.drop();
          client = resumed(client);
        }
      }
    }
    speaker.join();
    client.close();
    assertThat(heard).isEqualTo(expected);
  }

  @Test
  void resume_ofAnotherSession_isInvalid() throws Exception {
    String other = botswain.session(TOKEN);
    try (GatewayClient before = GatewayClient.login(botswain, session, USUAL)) {
      before.drop();
      try (GatewayClient thief = GatewayClient.connect(botswain)) {
        thief.awaitOp(10);
        thief.resume(other, before.sessionId(), before.seq());
        assertThat(thief.awaitOp(9).asBoolean()).isFalse();
        thief.identify(other, USUAL); // It may, on the same connection.
        thief.await("READY");
      }
    }
  }

  @Test
  void resume_afterABreakBetweenReadyAndTheGuilds_hearsTheRest() throws Exception {
    try (GatewayClient before = GatewayClient.connect(botswain)) {
      before.awaitOp(10);
      before.identify(session, USUAL);
      before.await("READY");
      before.drop();
      try (GatewayClient after = GatewayClient.connect(botswain)) {
        after.awaitOp(10);
        after.resume(session, before);
        after.await("GUILD_CREATE");
        after.await("RESUMED");
        assertThat(after.seq()).isEqualTo(2);
        say(0, 1);
        hear(after, 0, 1);
        assertThat(after.seq()).isEqualTo(3);
      }
    }
  }

  @Test
  void resume_afterACloseFrameWithoutACode_goesOn() throws Exception {
    try (GatewayClient before = GatewayClient.login(botswain, session, USUAL)) {
      before.closeWithoutCode();
      try (GatewayClient after = GatewayClient.connect(botswain)) {
        after.awaitOp(10);
        after.resume(session, before);
        assertThat(after.await("RESUMED").path("_trace").isArray()).isTrue();
      }
    }
  }

  @Test
  void resume_afterCloseCode1000_isInvalid() throws Exception {
    try (GatewayClient before = GatewayClient.login(botswain, session, USUAL)) {
      before.closeWith(1000);
      try (GatewayClient after = resumed(before)) {
        after.awaitOp(10);
        assertThat(after.awaitOp(9).asBoolean(true)).isFalse();
      }
    }
  }

  @Test
  void resume_withANumberThatNeverWas_closesWith4007() throws Exception {
    try (GatewayClient before = GatewayClient.login(botswain, session, USUAL)) {
      say(0, 1);
      hear(before, 0, 1);
      before.drop();
      try (GatewayClient after = GatewayClient.connect(botswain)) {
        after.resume(session, before.sessionId(), before.seq() + 1);
        assertThat(after.closeCode()).isEqualTo(4007);
      }
    }
  }

  @Test
  void resume_withinThePreamble_isInvalid() throws Exception {
    try (GatewayClient before = GatewayClient.login(botswain, session, USUAL)) {
      before.drop();
      try (GatewayClient after = GatewayClient.connect(botswain)) {
        after.awaitOp(10);
        after.resume(session, before.sessionId(), 1);
        assertThat(after.awaitOp(9).asBoolean(true)).isFalse();
      }
    }
  }

  @Test
  void lostGatewaySession_upstream_hasTheClientIdentifyAgain() throws Exception {
    try (GatewayClient client = GatewayClient.login(botswain, session, USUAL)) {
      botswain.gateway(TOKEN, Map.of("do", "invalidate", "resumable", false));
      assertThat(client.awaitOp(9).asBoolean(true)).isFalse();
      client.identify(session, USUAL);
      client.await("READY");
      client.find("GUILD_CREATE");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"drop", "reconnect"})
  void resume_upstream_isNotSeenByClients(String what) throws Exception {
    try (GatewayClient client = GatewayClient.login(botswain, session, USUAL)) {
      botswain.gateway(TOKEN, Map.of("do", what));
      say(0, 3);
      hear(client, 0, 3);
    }
  }
}
