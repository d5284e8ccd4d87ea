package dev.botswain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.config.Config;
import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.EndedProcess;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A server that cannot start says why in one sentence, exits, and has touched nothing.
class StartTest {
  @TempDir Path folder;

  @Test
  void serve_portTaken_saysSoAndMakesNoFolder() throws Exception {
    Path data = folder.resolve("data");
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var ended =
          EndedProcess.run(
              Map.of(
                  "BOTSWAIN_HOST",
                  "127.0.0.1",
                  "BOTSWAIN_PORT",
                  "" + taken.getLocalPort(),
                  "BOTSWAIN_DATA",
                  data.toString()),
              List.of());

      assertThat(ended.errors())
          .containsExactly(
              "botswain: cannot start: cannot listen on 127.0.0.1:%d (Address already in use); choose another port with --port or BOTSWAIN_PORT"
                  .formatted(taken.getLocalPort()));
      assertThat(ended.status()).isEqualTo(1);
      assertThat(ended.out()).isEmpty();
      assertThat(data).doesNotExist();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "host.invalid | 0 | host.invalid (there is no such host)",
        "host.invalid | 8080 | host.invalid (there is no such host)",
        "192.0.2.1 | 0 | 192.0.2.1 (Cannot assign requested address)"
      })
  void serve_hostOfNoneOfOurAddresses_saysSo(String host, String port, String problem)
      throws Exception {
    var ended = EndedProcess.run(Map.of("BOTSWAIN_HOST", host, "BOTSWAIN_PORT", port), List.of());

    assertThat(ended.errors())
        .containsExactly(
            "botswain: cannot start: cannot listen on %s; set BOTSWAIN_HOST to an address of this machine"
                .formatted(problem));
    assertThat(ended.status()).isEqualTo(1);
  }

  /// Otherwise two servers would act for the same bots.
  @Test
  void serve_portTakenWhileBotsAreKept_resumesNoneAndLeavesTheFolder() throws Exception {
    try (Sim sim = Sim.start(SimOptions.DEFAULT);
        var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var settings = Map.of("BOTSWAIN_DATA", folder.toString());
      try (var before = Botswain.onSim(sim, settings)) {
        before.session(Botswain.TOKEN);
      }
      var ended =
          EndedProcess.run(
              Map.of(
                  "BOTSWAIN_HOST",
                  "127.0.0.1",
                  "BOTSWAIN_PORT",
                  "" + taken.getLocalPort(),
                  "BOTSWAIN_DISCORD_API",
                  sim.apiUrl(),
                  "BOTSWAIN_DATA",
                  folder.toString()),
              List.of());
      assertThat(ended.status()).isEqualTo(1);

      try (var after = Botswain.onSim(sim, settings)) {
        JsonNode stats = after.stats(Botswain.TOKEN);
        assertThat(stats.path("resumes").asInt()).isLessThanOrEqualTo(1);
        Botswain.eventually(
            () -> assertThat(after.stats(Botswain.TOKEN).path("resumes").asInt()).isEqualTo(1));
      }
    }
  }

  @Test
  void demo_portTaken_leavesNothingBehind() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = "" + taken.getLocalPort();
      var ended =
          EndedProcess.run(
              Map.of(),
              List.of("-Djava.io.tmpdir=" + folder),
              "demo",
              "--port",
              port,
              "--sim-port",
              "0");
      var other =
          EndedProcess.run(
              Map.of(),
              List.of("-Djava.io.tmpdir=" + folder),
              "demo",
              "--port",
              "0",
              "--sim-port",
              port);

      assertThat(ended.status()).isEqualTo(1);
      assertThat(ended.errors()).singleElement().asString().contains(port, "--port");
      assertThat(other.status()).isEqualTo(1);
      assertThat(other.errors()).singleElement().asString().contains(port, "--sim-port");
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void serve_hostThatIsNotHere_saysSo() throws Exception {
    for (String host : List.of("192.0.2.1", "nowhere.invalid")) {
      var ended =
          EndedProcess.run(
              Map.of("BOTSWAIN_HOST", host, "BOTSWAIN_DATA", folder.resolve("data").toString()),
              List.of());

      assertThat(ended.status()).isEqualTo(1);
      assertThat(ended.errors()).singleElement().asString().contains(host);
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void serve_addressThatOthersReachWithoutADecision_saysWhichLinesDecideAndTouchesNothing()
      throws Exception {
    Path data = folder.resolve("data");
    var ended =
        EndedProcess.run(
            Map.of(
                "BOTSWAIN_HOST", "0.0.0.0",
                "BOTSWAIN_PORT", "0",
                "BOTSWAIN_DATA", data.toString()),
            List.of());

    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.errors())
        .contains("BOTSWAIN_LOGIN=invited", "BOTSWAIN_LOGIN=open")
        .first()
        .asString()
        .startsWith("botswain: cannot start: others can reach 0.0.0.0, ");
    assertThat(ended.out()).isEmpty();
    assertThat(data).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, '',      '',        Open: anyone on this machine may",
    "::1,       '',      '',        Open: anyone on this machine may",
    "localhost, '',      10.1.1.1,  'Open: anyone on this machine, or who reaches its proxy, may'",
    "0.0.0.0,   open,    '',        Open: anyone who reaches this server may",
    "0.0.0.0,   listed,  '',        Open: only applications that you list may",
    "127.0.0.1, invited, '',        Open: only applications that you list or invite may"
  })
  void decision_ofTheSettings_isSaidInALine(String host, String login, String proxy, String line) {
    var config =
        Config.load(
            Map.of(
                "BOTSWAIN_HOST", host,
                "BOTSWAIN_LOGIN", login,
                "BOTSWAIN_TRUSTED_PROXIES", proxy));

    assertThat(LoginDecision.of(config).line()).startsWith(line).doesNotContain("\n");
  }
}
