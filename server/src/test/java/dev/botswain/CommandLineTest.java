package dev.botswain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.CommandLine.Demo;
import dev.botswain.CommandLine.Help;
import dev.botswain.CommandLine.Serve;
import dev.botswain.CommandLine.Unclear;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

  @Test
  void parse_nothing_serves() {
    assertThat(CommandLine.parse()).isEqualTo(new Serve(Map.of()));
  }

  @Test
  void parse_onlyAnOption_serves() {
    assertThat(CommandLine.parse("--port", "0")).isEqualTo(new Serve(Map.of("BOTSWAIN_PORT", "0")));
  }

  @Test
  void parse_serveWithPort_setsIt() {
    assertThat(CommandLine.parse("serve", "--port=9000"))
        .isEqualTo(new Serve(Map.of("BOTSWAIN_PORT", "9000")));
  }

  @Test
  void parse_demo_hasPortsOfItsOwn() {
    assertThat(CommandLine.parse("demo")).isEqualTo(new Demo(Map.of(), 8081, false));
    assertThat(CommandLine.parse("demo", "--sim-port", "0", "--port", "8090"))
        .isEqualTo(new Demo(Map.of("BOTSWAIN_PORT", "8090"), 0, false));
  }

  @Test
  void parse_demoThatIsQuiet_isSo() {
    assertThat(CommandLine.parse("demo", "--quiet", "--port=8090"))
        .isEqualTo(new Demo(Map.of("BOTSWAIN_PORT", "8090"), 8081, true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"help", "help demo", "--help", "-h", "serve --help", "demo --port 1 -h"})
  void parse_help_isUnderstoodEverywhere(String line) {
    assertThat(CommandLine.parse(line.split(" "))).isEqualTo(new Help());
  }

  @Test
  void parse_wordOfOperators_isLeftUnread() {
    assertThat(CommandLine.parse("operator", "bots", "--help"))
        .isEqualTo(new CommandLine.Operate(List.of("operator", "bots", "--help")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "srve                 | unknown command \"srve\"",
        "serve --prot 1       | serve has no option --prot",
        "serve --sim-port 1   | serve has no option --sim-port",
        "serve --quiet        | serve has no option --quiet",
        "serve now            | serve takes no word \"now\"",
        "serve --port         | --port needs a port",
        "serve --port x       | --port: expected a whole number from 0 to 65535, got \"x\"",
        "serve --port=        | --port: expected a whole number from 0 to 65535, got \"\"",
        "serve --port 65536   | --port: expected a whole number from 0 to 65535, got \"65536\"",
        "serve --port -1      | --port: expected a whole number from 0 to 65535, got \"-1\"",
        "serve --port=99999999999 | --port: expected a whole number from 0 to 65535, got"
            + " \"99999999999\"",
        "demo --sim-port ten  | --sim-port: expected a whole number from 0 to 65535, got \"ten\"",
        "demo -v              | demo has no option -v",
      })
  void parse_wrongWord_saysWhich(String line, String problem) {
    assertThat(CommandLine.parse(line.split(" ")))
        .isEqualTo(new Unclear(problem + "; see botswain help"));
  }
}
