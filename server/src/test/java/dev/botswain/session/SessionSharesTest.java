package dev.botswain.session;

import static dev.botswain.testing.Botswain.TOKEN;
import static dev.botswain.testing.Botswain.TOKEN_THREE_GUILDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// One tenant's sessions leave room for others, and for logins.
class SessionSharesTest {
  private static Botswain start(int sessions) {
    return Botswain.start(
        SimOptions.DEFAULT,
        Map.of(
            "BOTSWAIN_MAX_SESSIONS",
            Integer.toString(sessions),
            "BOTSWAIN_SESSION_REQUESTS_PER_SECOND",
            "10000"));
  }

  /// Creates narrow sessions until no more are allowed.
  private static int narrowAll(Botswain botswain, String full) {
    for (int made = 0; ; made++) {
      Botswain.Answer answer =
          botswain.post(
              "/api/sessions", full, Map.of("name", "n" + made, "scopes", List.of("read")));
      if (answer.status() != 201) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body().path("code").asText()).isEqualTo("too_many_sessions");
        return made;
      }
    }
  }

  @Test
  void narrowSessions_asManyAsThereMayBe_leaveRoomForLogins() {
    try (var botswain = start(20)) {
      String full = botswain.session(TOKEN);

      assertThat(narrowAll(botswain, full)).isEqualTo(18);

      assertThat(botswain.login(TOKEN_THREE_GUILDS).status()).isEqualTo(200);
      assertThat(botswain.login(TOKEN_THREE_GUILDS).status()).isEqualTo(503);
    }
  }

  @Test
  void sessions_ofOneBot_leaveRoomForAnother() {
    try (var botswain = start(1_000)) {
      String full = botswain.session(TOKEN);

      assertThat(narrowAll(botswain, full)).isLessThan(100);

      String other = botswain.session(TOKEN_THREE_GUILDS);
      assertThat(
              botswain
                  .post("/api/sessions", other, Map.of("name", "n", "scopes", List.of("read")))
                  .status())
          .isEqualTo(201);
    }
  }

  @Test
  void list_inPages_hasEachOnceAlthoughSomeEnd() {
    try (var botswain = start(1_000)) {
      String full = botswain.session(TOKEN);
      for (int i = 0; i < 9; i++) {
        assertThat(
                botswain
                    .post("/api/sessions", full, Map.of("name", "n", "scopes", List.of("read")))
                    .status())
            .isEqualTo(201);
      }
      List<String> all = botswain.get("/api/sessions", full).ids();
      assertThat(all).hasSize(10);
      List<String> paged = new ArrayList<>();
      for (String next = "/api/sessions?limit=4"; next != null; ) {
        Botswain.Answer page = botswain.get(next, full);
        assertThat(page.status()).as(page.body().toString()).isEqualTo(200);
        for (JsonNode row : page.body()) {
          paged.add(row.path("id").asText());
        }
        String link = page.header("Link");
        next = link == null ? null : link.substring(1, link.indexOf('>'));
        if (paged.size() == 4) {
          revoke(botswain, full, paged.getLast());
        }
      }
      assertThat(paged).isEqualTo(all);
    }
  }

  private static void revoke(Botswain botswain, String full, String id) {
    assertThat(
            botswain
                .send(Botswain.request(botswain.url() + "/api/sessions/" + id).DELETE(), full)
                .status())
        .isEqualTo(204);
  }
}
