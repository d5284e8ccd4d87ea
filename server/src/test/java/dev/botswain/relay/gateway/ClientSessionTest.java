package dev.botswain.relay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.discord.gateway.ShardId;
import dev.botswain.relay.gateway.ClientSession.Place;
import dev.botswain.store.StoredClientSession;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What is stored of a client is enough to count its events again.
class ClientSessionTest {
  private static final Instant NOW = Instant.EPOCH;
  private static final ClientSession SESSION =
      new ClientSession(
          "an id", 1, "an owner", 513, new ShardId(0, 1), 50, List.of(), Map.of(7L, 120L));

  @Test
  void stored_rightAfterThePreamble_saysWhichEventsItIncluded() {
    ClientSession first = SESSION.with(new Place(3, 100));

    assertThat(ClientSession.of(first.stored(NOW))).isEqualTo(first);
    assertThat(first.known()).containsEntry(7L, 120L);
  }

  @Test
  void known_onceEveryPlaceIsBehind_isForgotten() {
    ClientSession later = SESSION.with(new Place(3, 100)).with(new Place(300, 130));
    assertThat(later.known()).isNotEmpty();
    for (int i = 0; i < 31; i++) {
      later = later.with(new Place(600 + i, 140 + i));
    }

    assertThat(later.places()).doesNotContain(new Place(3, 100));
    assertThat(later.known()).isEmpty();
  }

  @Test
  void stored_byAnEarlierVersion_isRead() {
    byte[] state =
        "{\"version\":2,\"intents\":513,\"shard\":0,\"shards\":1,\"places\":[[3,100]],\"largeThreshold\":50}"
            .getBytes(StandardCharsets.UTF_8);

    ClientSession read =
        ClientSession.of(new StoredClientSession("an id", 1, "an owner", state, NOW));

    assertThat(read).isNotNull();
    assertThat(read.known()).isEmpty();
    assertThat(read.upTo(5)).isEqualTo(new Place(3, 100));
  }
}
