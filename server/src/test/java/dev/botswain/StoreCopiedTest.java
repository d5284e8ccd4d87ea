package dev.botswain;

import static dev.botswain.testing.Botswain.TOKEN;
import static dev.botswain.testing.Botswain.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.config.DatabaseUrl;
import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import dev.botswain.store.postgres.Postgres;
import dev.botswain.store.postgres.PostgresCopyEnd;
import dev.botswain.store.sealing.KeySource;
import dev.botswain.store.sql.CopyEnd;
import dev.botswain.store.sql.StoreCopy;
import dev.botswain.store.sqlite.SqliteCopyEnd;
import dev.botswain.testing.Botswain;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A server whose store is copied into another kind while it is stopped.
@Timeout(120)
class StoreCopiedTest {
  private static final byte[] KEY = new byte[32];

  @TempDir private Path temp;

  @Test
  void bot_afterCopiesThereAndBack_resumesAndItsSessionAndEventsAreThere() {
    try (var sim = Sim.start(SimOptions.DEFAULT);
        var postgres = Postgres.create()) {
      Map<String, String> folder = inFolder("one");
      Botswain botswain = Botswain.onSim(sim, folder);
      String session = botswain.session(TOKEN);
      awaitConnected(botswain, session);
      JsonNode events = events(botswain, session);
      botswain.close();

      copy(folderEnd("one"), databaseEnd(postgres));
      botswain = Botswain.onSim(sim, inDatabase(postgres));
      awaitConnected(botswain, session);
      assertResumed(botswain, 1);
      assertThat(ids(events(botswain, session))).startsWith(ids(events).toArray(String[]::new));
      events = events(botswain, session);
      botswain.close();

      copy(databaseEnd(postgres), folderEnd("two"));
      botswain = Botswain.onSim(sim, inFolder("two"));
      awaitConnected(botswain, session);
      assertResumed(botswain, 2);
      assertThat(ids(events(botswain, session))).startsWith(ids(events).toArray(String[]::new));
      botswain.close();
    }
  }

  private Map<String, String> inFolder(String name) {
    return Map.of(
        "BOTSWAIN_DATA",
        temp.resolve(name).toString(),
        "BOTSWAIN_SECRET_KEY",
        Base64.getEncoder().encodeToString(KEY));
  }

  private Map<String, String> inDatabase(Postgres postgres) {
    return Map.of(
        "BOTSWAIN_DATA",
        temp.resolve("files").toString(),
        "BOTSWAIN_STORE",
        postgres.url(),
        "BOTSWAIN_SECRET_KEY",
        Base64.getEncoder().encodeToString(KEY));
  }

  private CopyEnd folderEnd(String name) {
    return SqliteCopyEnd.open(
        temp.resolve(name), new KeySource.Given(List.of(KEY)), Clock.systemUTC());
  }

  private static CopyEnd databaseEnd(Postgres postgres) {
    return PostgresCopyEnd.open(
        DatabaseUrl.of(postgres.url()), new KeySource.Given(List.of(KEY)), Clock.systemUTC());
  }

  private static void copy(CopyEnd from, CopyEnd to) {
    try (from;
        to) {
      assertThat(new StoreCopy(from, to).run((_, _) -> {})).isNotEmpty();
    }
  }

  private static JsonNode events(Botswain botswain, String session) {
    return botswain.get("/api/events?after=0&limit=1000", session).body().path("events");
  }

  private static List<String> ids(JsonNode events) {
    return events.valueStream().map(event -> event.path("id").asText()).toList();
  }

  private static void awaitConnected(Botswain botswain, String session) {
    eventually(() ->
        assertThat(botswain.get("/api/session", session).body().path("status").asText())
            .isEqualTo("connected"));
  }

  private static void assertResumed(Botswain botswain, int times) {
    assertThat(botswain.stats(TOKEN).path("identifies").asInt()).isEqualTo(1);
    assertThat(botswain.stats(TOKEN).path("resumes").asInt()).isEqualTo(times);
  }
}
