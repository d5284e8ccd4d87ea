package dev.botswain.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.Demo;
import dev.botswain.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Every command of the README works as printed, except for the ports, which are free ones here.
class ReadmeTest {
  private static final Pattern SHELL_BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

  @Test
  void commands_onTheDemo_allAnswer() throws Exception {
    Config config =
        Config.load(
            Map.of(
                "BOTSWAIN_HOST",
                "127.0.0.1",
                "BOTSWAIN_PORT",
                "0",
                "BOTSWAIN_DATA",
                "memory",
                "BOTSWAIN_WEBHOOK_ALLOW_PRIVATE",
                "loopback"));
    try (var demo = Demo.start(config, 0, Clock.systemUTC())) {
      List<String> answers =
          run(script(demo, "README.md")).lines().filter(line -> !line.isBlank()).toList();
      assertThat(answers).hasSize(15);
      assertThat(answers).noneMatch(answer -> answer.contains("\"error\""));
      assertThat(answers.get(0)).contains("\"status\":\"connected\"");
      assertThat(answers.get(1)).contains("The Harbour");
      assertThat(answers.get(2)).contains("\"type\":\"text\"");
      assertThat(answers.get(3)).contains("\"joinedAt\"");
      assertThat(answers.get(4)).contains("\"username\":\"ada");
      assertThat(answers.get(5)).contains("\"content\"");
      assertThat(answers.get(7)).contains("Land ho!");
      assertThat(answers.get(8)).contains("\"type\":\"READY\"");
      assertThat(answers.get(9)).contains("\"secret\":\"whsec_");
      assertThat(answers.get(10)).contains("\"lag\":{");
      assertThat(answers.get(11)).contains("High water at noon");
      assertThat(answers.get(12)).contains("\"wouldSucceed\":true");
      assertThat(answers.get(13)).contains("\"username\"");
      assertThat(answers.get(14)).contains("Logged out successfully");
    }
  }

  @Test
  void commandsOfTheActionsGuide_onTheDemo_allAnswer() throws Exception {
    Config config =
        Config.load(
            Map.of("BOTSWAIN_HOST", "127.0.0.1", "BOTSWAIN_PORT", "0", "BOTSWAIN_DATA", "memory"));
    try (var demo = Demo.start(config, 0, Clock.systemUTC())) {
      List<String> answers =
          run(script(demo, "docs", "actions.md")).lines().filter(line -> !line.isBlank()).toList();
      assertThat(answers).hasSizeGreaterThan(50);
      assertThat(answers).noneMatch(answer -> answer.contains("\"error\""));
      assertThat(answers).anyMatch(answer -> answer.contains("\"wouldSucceed\":false"));
      assertThat(answers).anyMatch(answer -> answer.contains("log.txt"));
      assertThat(answers).anyMatch(answer -> answer.contains("A red buoy"));
      assertThat(answers).anyMatch(answer -> answer.contains("Keep it to port"));
      assertThat(answers).anyMatch(answer -> answer.contains("At a quarter past noon"));
    }
  }

  @Test
  void commandsOfTheWebhooksPage_onTheDemo_allAnswer() throws Exception {
    Config config =
        Config.load(
            Map.of(
                "BOTSWAIN_HOST",
                "127.0.0.1",
                "BOTSWAIN_PORT",
                "0",
                "BOTSWAIN_DATA",
                "memory",
                "BOTSWAIN_WEBHOOK_ALLOW_PRIVATE",
                "loopback"));
    try (var demo = Demo.start(config, 0, Clock.systemUTC())) {
      String login =
          """
          SESSION=$(curl -s %s/api/auth/login -H 'Content-Type: application/json' \
              -d '{"token": "demo-token"}' | sed 's/.*"sessionId":"\\([^"]*\\)".*/\\1/')
          """
              .formatted(demo.url());
      List<String> answers =
          run(login + script(demo, "docs", "webhooks.md"))
              .lines()
              .filter(line -> !line.isBlank())
              .toList();
      assertThat(answers).hasSize(3);
      assertThat(answers).noneMatch(answer -> answer.contains("\"error\""));
      assertThat(answers.get(0)).contains("\"secret\":\"whsec_");
      assertThat(answers.get(1)).contains("\"cursor\":");
      assertThat(answers.get(2))
          .contains("\"Authorization\":\"[REDACTED]\"")
          .doesNotContain("the-key-of-the-receiver");
    }
  }

  private static String script(Demo demo, String... page) throws IOException {
    String text = Files.readString(Path.of("..", page));
    String commands =
        SHELL_BLOCK
            .matcher(text)
            .results()
            .map((MatchResult block) -> block.group(1))
            .reduce("", String::concat);
    // Answers have no trailing line break.
    return "curl() { command curl \"$@\"; echo; }\n"
        + commands
            .replace("http://127.0.0.1:8080", demo.url())
            .replace("http://127.0.0.1:8081", demo.simUrl());
  }

  private static String run(String script) throws IOException, InterruptedException {
    Process shell = new ProcessBuilder("sh", "-c", script).redirectErrorStream(true).start();
    String output = new String(shell.getInputStream().readAllBytes());
    assertThat(shell.waitFor()).as(output).isZero();
    return output;
  }
}
