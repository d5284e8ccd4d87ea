package dev.botswain.sim.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.sim.world.Viewer;
import dev.botswain.sim.world.World;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class ReplayLogTest {
  private static final byte[] KILOBYTE = new byte[1024];

  private final Viewer viewer =
      new Viewer(new World(Clock.systemUTC()).bots().create(1, "b", "t", 0), 0, 50);

  private Session session(ReplayLog log) {
    return new Session("s", viewer, Shard.ALL, log);
  }

  @Test
  void add_tooManyBytesInAll_dropsTheOldestOfAnySession() {
    var log = new ReplayLog(60_000, 4 * 1200);
    var early = session(log);
    var late = session(log);
    early.send("A", KILOBYTE, 0);
    early.send("B", KILOBYTE, 0);
    for (int i = 0; i < 3; i++) {
      late.send("C", KILOBYTE, 0);
    }

    assertThat(early.canReplayAfter(0)).isFalse();
    assertThat(early.canReplayAfter(1)).isTrue();
    assertThat(early.after(1)).hasSize(1);
    assertThat(late.after(0)).hasSize(3);
  }

  @Test
  void add_tooOld_isDropped() {
    var log = new ReplayLog(60_000, Long.MAX_VALUE);
    var session = session(log);
    session.send("A", KILOBYTE, 0);
    session.send("B", KILOBYTE, 60_000);
    assertThat(session.canReplayAfter(0)).isTrue();

    log.trim(60_001);

    assertThat(session.canReplayAfter(0)).isFalse();
    assertThat(session.after(1)).hasSize(1);
  }
}
