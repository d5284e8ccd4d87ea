package dev.botswain.bot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.gateway.Dispatch;
import dev.botswain.gateway.ShardId;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What a guild costs in memory, so that the figures in docs/relay-gateway.md stay true.
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
    var state = new AtomicReference<>(new BotState(BOT));
    for (int i = 0; i < count; i++) {
      create(state.get(), guild, i);
    }
    assertThat(state.get().guilds().size()).isEqualTo(count);
    long with = used();
    state.set(null);
    double kib = (with - used()) / 1024.0 / count;

    System.out.printf("%s takes %.1f KiB of memory%n", guild, kib);
    assertThat(kib).isBetween(mostKib / 10.0, (double) mostKib);
  }

  private static void create(BotState state, SampleGuild guild, int number) {
    state.apply(ONLY, new Dispatch("GUILD_CREATE", number, guild.create(number, BOT)));
  }

  /// What is in use after garbage was collected. The serial collector packs the heap only every
  /// fourth time, and leaves some garbage where it is otherwise.
  private static long used() {
    return LongStream.generate(GuildSizeTest::collected).limit(4).min().orElseThrow();
  }

  private static long collected() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
