package dev.botswain.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.botswain.sim.CommandLine.BadArgument;
import dev.botswain.sim.SimOptions.WorldSize;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
  private static SimOptions parse(String line) {
    return CommandLine.parse(line.isEmpty() ? List.of() : List.of(line.split(" ")));
  }

  @Test
  void parse_nothing_isTheDemoWorld() {
    var options = parse("");

    assertThat(options.world()).isEqualTo(WorldSize.DEMO);
    assertThat(options.port()).isEqualTo(8090);
    assertThat(options.host()).isEqualTo("127.0.0.1");
    assertThat(options.limits()).isTrue();
    assertThat(options.heartbeatMs()).isEqualTo(41_250);
  }

  @Test
  void parse_everything_isTaken() {
    var options =
        parse(
            "--port 0 --host 0.0.0.0 --bots 7 --members 8 --channels 9 --messages 0 --no-limits"
                + " --heartbeat-ms 500");

    assertThat(options.world()).isEqualTo(new WorldSize(7, 8, 9, 0));
    assertThat(options.port()).isZero();
    assertThat(options.host()).isEqualTo("0.0.0.0");
    assertThat(options.limits()).isFalse();
    assertThat(options.heartbeatMs()).isEqualTo(500);
  }

  @Test
  void parse_oneSize_fillsInTheOthers() {
    assertThat(parse("--members 1000").world()).isEqualTo(new WorldSize(1, 1_000, 20, 20));
  }

  @ParameterizedTest
  @CsvSource({
    "--foo, unknown option --foo",
    "8090, unknown option 8090",
    "--port, --port wants a value",
    "--port x, --port needs a number from 0 to 65535",
    "--port 65536, --port needs a number from 0 to 65535",
    "--bots -1, --bots needs a number from 1 to 100000",
    "--members 1, --members needs a number from 2"
  })
  void parse_bad_saysWhatIsWrong(String line, String message) {
    assertThatThrownBy(() -> parse(line))
        .isInstanceOf(BadArgument.class)
        .hasMessageStartingWith(message)
        .hasMessageNotContaining("\n");
  }
}
