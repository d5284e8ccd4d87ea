package dev.botswain.bot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.discord.gateway.Dispatch;
import dev.botswain.discord.gateway.ShardId;
import dev.botswain.guild.GuildWire;
import dev.botswain.guild.Presence;
import dev.botswain.guild.Presences;
import dev.botswain.json.DiscordJson;
import io.vertx.core.Future;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The memory of a guild, so that the figures in docs/relay-gateway.md stay true.
class GuildSizeTest {
  private static final ShardId ONLY = new ShardId(0, 1);
  private static final long BOT = 7;

  static Stream<Arguments> guilds() {
    return Stream.of(
        Arguments.of(SampleGuild.SMALL, 500, 12),
        Arguments.of(SampleGuild.MANY_MEMBERS, 100, 12),
        Arguments.of(SampleGuild.LARGE, 25, 280));
  }

  @ParameterizedTest
  @MethodSource("guilds")
  void guild_inMemory_isCompact(SampleGuild guild, int count, int mostKib) {
    var state = new AtomicReference<>(new BotState(BOT, false));
    for (int i = 0; i < count; i++) {
      create(state.get(), guild, i);
    }
    assertThat(state.get().guilds().size()).isEqualTo(count);
    double kib = kib(state, count);

    System.out.printf("%s takes %.1f KiB of memory%n", guild, kib);
    assertThat(kib).isBetween(mostKib / 10.0, (double) mostKib);
  }

  /// Of 1,000 members who are online.
  @ParameterizedTest
  @CsvSource({"0, 25", "3, 180"})
  void presences_inMemory_areCompact(int everyBusy, int mostKib) {
    List<Presence.Wire> wires =
        LongStream.rangeClosed(1, 1_000).mapToObj(id -> presence(id, everyBusy)).toList();
    var all = new AtomicReference<>(new ArrayList<Presences>());
    for (int i = 0; i < 100; i++) {
      var presences = new Presences();
      presences.putAll(wires);
      all.get().add(presences);
    }
    assertThat(all.get().getFirst().size()).isEqualTo(1_000);
    double kib = kib(all, 100);

    System.out.printf("1,000 presences, one in %s busy, take %.1f KiB%n", everyBusy, kib);
    assertThat(kib).isBetween(mostKib / 10.0, (double) mostKib);
  }

  private static Presence.Wire presence(long user, int everyBusy) {
    String activity =
        """
        {"id":"%d","name":"Deck Hands %d","type":0,"created_at":1767225600000,"state":"at sea",
        "details":"Hauling the sheets of a brig","timestamps":{"start":1767225600000},
        "application_id":"1422825357312000002","assets":{"large_image":"1422825357312000003",
        "large_text":"The Harbour"},"flags":1,"platform":"desktop"}\
        """
            .formatted(user, user);
    return DiscordJson.read(
        """
        {"user":{"id":"%d"},"status":"online","client_status":{"desktop":"online"},
        "activities":[%s]}\
        """
            .formatted(user * 1_000_003, everyBusy > 0 && user % everyBusy == 0 ? activity : "")
            .getBytes(StandardCharsets.UTF_8),
        Presence.Wire.class);
  }

  @Test
  void members_inMemory_areCompact() {
    var all = new AtomicReference<>(new ArrayList<Members>());
    for (int i = 0; i < 50; i++) {
      byte[] guild = SampleGuild.MANY_MEMBERS.create(i, BOT);
      var members = new Members(i);
      members.load(fetching -> {
        DiscordJson.read(guild, GuildWire.class)
            .members()
            .forEach(wire -> fetching.page(List.of(wire.member())));
        return Future.succeededFuture();
      });
      all.get().add(members);
    }
    assertThat(all.get().getFirst().byId()).hasSize(1_000);
    double kib = kib(all, 50);

    System.out.printf("1,000 members take %.1f KiB%n", kib);
    assertThat(kib).isBetween(50.0, 700.0);
  }

  private static double kib(AtomicReference<?> holder, int count) {
    long with = used();
    holder.set(null);
    return (with - used()) / 1024.0 / count;
  }

  private static void create(BotState state, SampleGuild guild, int number) {
    state.apply(ONLY, new Dispatch("GUILD_CREATE", number, guild.create(number, BOT)));
  }

  /// The memory in use after a garbage collection. The serial collector compacts the heap only
  /// every fourth time, and otherwise leaves some garbage in place.
  private static long used() {
    return LongStream.generate(GuildSizeTest::collected).limit(4).min().orElseThrow();
  }

  private static long collected() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
