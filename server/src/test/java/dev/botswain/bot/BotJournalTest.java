package dev.botswain.bot;

import static dev.botswain.event.BotEvents.CONNECTED;
import static dev.botswain.event.BotEvents.DISCONNECTED;
import static dev.botswain.event.BotEvents.GAP;
import static dev.botswain.event.BotEvents.RESUMED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.MovableClock;
import dev.botswain.discord.gateway.AfterClose;
import dev.botswain.discord.gateway.Dispatch;
import dev.botswain.discord.gateway.Gateway;
import dev.botswain.discord.gateway.GatewayInfo;
import dev.botswain.discord.gateway.GatewayOptions;
import dev.botswain.discord.gateway.IdentifyQueue;
import dev.botswain.discord.gateway.Identity;
import dev.botswain.discord.gateway.Shard;
import dev.botswain.discord.gateway.ShardId;
import dev.botswain.discord.gateway.ShardListener;
import dev.botswain.discord.gateway.ShardState;
import dev.botswain.event.EventLogs;
import dev.botswain.net.Reach;
import dev.botswain.secret.Secret;
import dev.botswain.store.NodeStore.Claim;
import dev.botswain.store.Samples;
import dev.botswain.store.StoredEvent;
import dev.botswain.store.StoredGuild;
import dev.botswain.store.memory.MemoryStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is recorded of a bot's dispatches.
class BotJournalTest {
  private static final long BOT = 7;

  private final MovableClock clock = new MovableClock();
  private final Vertx vertx = Vertx.vertx();
  private final MemoryStore store = new MemoryStore();
  private final EventLogs logs =
      new EventLogs(
          store,
          clock,
          new SimpleMeterRegistry(),
          Samples.retention(Duration.ofDays(1), 100_000, Long.MAX_VALUE),
          0);
  private final Gateway gateway =
      new Gateway(
          vertx,
          new Reach(vertx),
          clock,
          clock,
          new SimpleMeterRegistry(),
          GatewayOptions.of("DiscordBot (test, 1)"));
  private BotJournal journal = journal();
  private long sequence;

  @AfterEach
  void close() {
    gateway.close();
    vertx.close().await();
  }

  private BotJournal journal() {
    logs.open(List.of(new Claim(BOT, 1))).await();
    return new BotJournal(BOT, logs.of(BOT), store);
  }

  /// A shard that never connects.
  private Shard shard(int id, int count) {
    var info = new GatewayInfo(URI.create("ws://127.0.0.1:1"), count, 1000, Duration.ofDays(1), 1);
    return new Shard(
        gateway,
        new ShardId(id, count),
        new Identity("7", new Secret("token"), Set.of()),
        new IdentifyQueue(vertx, clock, info, () -> Future.failedFuture("not asked")),
        false,
        new ShardListener() {
          @Override
          public void dispatched(Shard shard, Dispatch dispatch) {}

          @Override
          public void changed(Shard shard, ShardState now) {}

          @Override
          public Future<Boolean> tokenHolds() {
            return Future.failedFuture("not asked");
          }
        });
  }

  private void hears(Shard shard, String type, String data) {
    journal.dispatched(
        shard, new Dispatch(type, ++sequence, data.getBytes(StandardCharsets.UTF_8)));
  }

  private List<String> types() throws Exception {
    return store
        .events()
        .page(BOT, 0, Integer.MAX_VALUE, Integer.MAX_VALUE)
        .await(20, TimeUnit.SECONDS)
        .events()
        .stream()
        .map(StoredEvent::type)
        .toList();
  }

  private StoredGuild guild() {
    return store.guilds().find(BOT, 1).result().orElseThrow();
  }

  @Test
  void ready_ofABotThatWasNeverSeen_isNoGap() throws Exception {
    hears(shard(0, 2), "READY", "{}");
    hears(shard(1, 2), "READY", "{}");

    assertThat(types()).containsExactly("READY", CONNECTED, "READY", CONNECTED);
  }

  @Test
  void ready_afterALostSession_isBehindAGap() throws Exception {
    Shard shard = shard(0, 1);
    hears(shard, "READY", "{}");
    hears(shard, "READY", "{}");

    assertThat(types()).containsExactly("READY", CONNECTED, GAP, "READY", CONNECTED);
  }

  @Test
  void ready_ofABotWithAPast_isBehindAGap() throws Exception {
    hears(shard(0, 1), "READY", "{}");
    journal = journal();
    hears(shard(0, 1), "READY", "{}");

    assertThat(types()).containsExactly("READY", CONNECTED, GAP, "READY", CONNECTED);
  }

  @Test
  void resumed_ofABotWithAPast_isNoGap() throws Exception {
    hears(shard(0, 1), "READY", "{}");
    journal = journal();
    hears(shard(0, 1), "RESUMED", "");

    assertThat(types()).containsExactly("READY", CONNECTED, "RESUMED", RESUMED);
  }

  @Test
  void disconnection_howeverManyAttemptsFollow_isToldOnce() throws Exception {
    Shard shard = shard(0, 1);
    hears(shard, "READY", "{}");
    journal.changed(shard, new ShardState.Waiting(clock.instant(), "a"));
    journal.changed(shard, new ShardState.Resuming());
    journal.changed(shard, new ShardState.Waiting(clock.instant(), "b"));
    journal.changed(shard, new ShardState.Stopped(AfterClose.TOKEN_REJECTED));

    assertThat(types()).containsExactly("READY", CONNECTED, DISCONNECTED);
  }

  @Test
  void guild_withItsChanges_isKept() {
    Shard shard = shard(0, 1);
    hears(shard, "GUILD_CREATE", "{\"id\":\"1\",\"channels\":[]}");
    hears(shard, "CHANNEL_CREATE", "{\"id\":\"2\",\"guild_id\":\"1\"}");
    hears(shard, "MESSAGE_CREATE", "{\"id\":\"3\",\"guild_id\":\"1\"}");
    hears(shard, "CHANNEL_CREATE", "{\"id\":\"2\",\"guild_id\":\"9\"}");
    hears(shard, "CHANNEL_CREATE", "what?");

    assertThat(guild().changes()).extracting(StoredEvent::type).containsExactly("CHANNEL_CREATE");
    hears(shard, "GUILD_DELETE", "{\"id\":\"1\"}");
    assertThat(store.guilds().find(BOT, 1).result()).isEmpty();
  }

  /// Both were in only some of the tables that are one now.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "GUILD_SOUNDBOARD_SOUNDS_UPDATE |"
            + " {\"guild_id\":\"1\",\"soundboard_sounds\":[{\"sound_id\":\"5\"}]}",
        "CHANNEL_PINS_UPDATE |"
            + " {\"guild_id\":\"1\",\"channel_id\":\"2\",\"last_pin_timestamp\":null}",
      })
  void change_ofSoundsOrPins_isKeptWithTheGuild(String type, String data) {
    Shard shard = shard(0, 1);
    hears(shard, "GUILD_CREATE", "{\"id\":\"1\",\"channels\":[{\"id\":\"2\"}]}");
    hears(shard, type, data);

    assertThat(guild().changes()).extracting(StoredEvent::type).containsExactly(type);
  }

  @Test
  void guild_thatReadyDoesNotList_isForgotten() {
    hears(shard(0, 1), "GUILD_CREATE", "{\"id\":\"1\"}");
    hears(shard(0, 1), "READY", "{\"guilds\":[{\"id\":\"2\",\"unavailable\":true}]}");

    assertThat(store.guilds().of(BOT).result()).isEmpty();
  }

  @Test
  void changes_whenThereAreMany_becomeOneDocument() {
    Shard shard = shard(0, 1);
    hears(shard, "GUILD_CREATE", "{\"id\":\"1\",\"member_count\":5}");
    for (int i = 0; i < 64; i++) {
      hears(shard, "GUILD_MEMBER_ADD", "{\"guild_id\":\"1\",\"user\":{\"id\":\"9\"}}");
    }

    eventually(() -> assertThat(guild().changes()).isEmpty());
    assertThat(new String(guild().document(), StandardCharsets.UTF_8))
        .contains("\"member_count\":69");
  }

  @Test
  void changes_keptByAnEarlierRun_countAmongTheMany() {
    Shard shard = shard(0, 1);
    hears(shard, "GUILD_CREATE", "{\"id\":\"1\"}");
    for (int i = 0; i < 63; i++) {
      hears(shard, "GUILD_MEMBER_ADD", "{\"guild_id\":\"1\",\"user\":{\"id\":\"9\"}}");
    }
    journal = journal();
    journal.known(guild());
    hears(shard, "GUILD_MEMBER_ADD", "{\"guild_id\":\"1\",\"user\":{\"id\":\"9\"}}");

    eventually(() -> assertThat(guild().changes()).isEmpty());
  }

  private static void eventually(Runnable assertion) {
    Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(assertion::run);
  }
}
