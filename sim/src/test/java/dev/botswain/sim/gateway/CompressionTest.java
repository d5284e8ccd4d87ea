package dev.botswain.sim.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import dev.botswain.sim.world.DemoWorld;
import dev.botswain.sim.world.Intents;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompressionTest {
  private static Sim sim;

  @BeforeAll
  static void start() {
    sim = Sim.start(SimOptions.DEFAULT.withLimits(false));
  }

  @AfterAll
  static void stop() {
    sim.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"zlib-stream", "zstd-stream"})
  void stream_manyPayloads_isOneStream(String compress) throws Exception {
    try (var client = TestClient.connect(sim, compress)) {
      manyPayloads(client);
    }
  }

  @Test
  void zlibStream_moreConnectionsThanOwnCompressors_isStillOneStreamEach() throws Exception {
    var others = new ArrayList<TestClient>();
    try {
      for (int i = 0; i < 130; i++) {
        others.add(TestClient.connect(sim, "zlib-stream"));
      }
      manyPayloads(others.getFirst());
      manyPayloads(others.get(128));
      manyPayloads(others.get(129));
    } finally {
      others.forEach(TestClient::close);
    }
  }

  private static void manyPayloads(TestClient client) throws Exception {
    client.identify(DemoWorld.TOKEN, Intents.ALL);
    client.await("READY");
    var guild = client.await("GUILD_CREATE").path("d");
    client.drain();
    client.send(8, "{'guild_id':'%s','query':'','limit':0}".formatted(guild.path("id").asText()));
    assertThat(client.await("GUILD_MEMBERS_CHUNK").path("d").path("members")).hasSize(1_000);
    client.await("GUILD_MEMBERS_CHUNK");
    for (int i = 0; i < 100; i++) {
      client.send(1, "null");
      client.awaitOp(11);
    }
  }
}
