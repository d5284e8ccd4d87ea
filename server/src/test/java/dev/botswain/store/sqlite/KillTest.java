package dev.botswain.store.sqlite;

import static dev.botswain.store.Samples.await;
import static dev.botswain.store.Samples.event;
import static dev.botswain.store.Samples.ids;
import static dev.botswain.store.Samples.point;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.store.Append;
import dev.botswain.store.StoredResumePoint;
import dev.botswain.store.sealing.KeySource;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Kills a process that writes, at random moments.
@Timeout(300)
class KillTest {
  private static final int KILLS = 4;
  private static final int BOTS = 3;

  @TempDir private Path folder;
  private final Random random = new Random();

  @Test
  void kill_atAnyMoment_losesNothingThatWasToldAsStored() throws Exception {
    long told = 0;
    for (int kill = 1; kill <= KILLS; kill++) {
      told = Math.max(told, writeAndKill());

      try (var store = SqliteStore.open(folder, new KeySource.InFolder(), Clock.systemUTC())) {
        long last = await(store.events().lastId());
        assertThat(last).as("kill %d", kill).isGreaterThanOrEqualTo(told);
        Map<Long, Long> lastOf = new HashMap<>();
        for (long bot = 0; bot < BOTS; bot++) {
          List<Long> there = ids(await(store.events().page(bot, 0, 10_000_000, Integer.MAX_VALUE)));
          long botId = bot;
          assertThat(there)
              .isEqualTo(
                  LongStream.rangeClosed(1, last)
                      .filter(id -> id % BOTS == botId)
                      .boxed()
                      .toList());
          lastOf.put(bot, there.getLast());
        }
        assertThat(await(store.bots().resumePoints(List.of(0L, 1L, 2L))))
            .hasSize(BOTS)
            .allSatisfy((StoredResumePoint point) ->
                assertThat(point).isEqualTo(point(point.botId(), 0, lastOf.get(point.botId()))));
      }
    }
  }

  /// @return the last number that was printed
  private long writeAndKill() throws Exception {
    Process child = ChildProcess.start(Writing.class, folder);
    try (BufferedReader printed = child.inputReader(UTF_8)) {
      long last = Long.parseLong(printed.readLine());
      long numbers = random.nextInt(20_000);
      for (long i = 0; i < numbers; i++) {
        last = Long.parseLong(printed.readLine());
      }
      child.toHandle().destroyForcibly(); // Unlike Process's, keeps the output.
      for (String line; (line = printed.readLine()) != null; ) {
        last = Math.max(last, Long.parseLong(line)); // A cut last line is a smaller number.
      }
      return last;
    } finally {
      child.destroyForcibly().waitFor();
    }
  }

  /// Appends numbered events forever, and prints each number once it is stored.
  static final class Writing {
    public static void main(String[] arguments) throws Exception {
      var room = new Semaphore(1_000);
      var store =
          SqliteStore.open(
              Path.of(arguments[0]),
              new KeySource.InFolder(),
              Clock.systemUTC(),
              new Checkpoints.Pace(Duration.ofMillis(20), 64 << 10));
      long id = await(store.events().lastId());
      while (true) {
        room.acquire();
        long next = ++id;
        long bot = next % BOTS;
        store
            .events()
            .append(
                new Append(event(bot, next), point(bot, 0, next), List.of()),
                () -> {
                  System.out.println(next);
                  room.release();
                });
      }
    }
  }
}
