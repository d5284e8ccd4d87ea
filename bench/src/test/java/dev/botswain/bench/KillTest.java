package dev.botswain.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A short test of the promise that nothing is lost; `./botswain bench kill` runs longer and at
/// different moments each time.
class KillTest {
  @TempDir private Path folder;

  @Test
  void events_serverKilledAgainAndAgain_reachEveryReader() throws Exception {
    KillReport report = KillRun.run(folder, 5, Duration.ofSeconds(25), 100, 20_251_125);

    assertThat(report.complaints()).as(report.toString()).isEmpty();
    assertThat(report.identifies()).as(report.toString()).isEqualTo(1);
  }
}
