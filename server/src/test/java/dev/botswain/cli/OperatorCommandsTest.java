package dev.botswain.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.CommandSpec;

/// The command line against a server whose answers the test writes.
class OperatorCommandsTest {
  private static final String BOT =
      """
      {"id":"80351110224678912","username":"Nelly","state":"connected","tenant":"default",
       "sessions":2,"shards":{"connected":1,"waiting":1},"identifiesLeft":998,
       "lag":{"events":0},"lastEventAt":null,"log":{"events":5,"bytes":2048},
       "connections":[{"shard":0,"state":"connected"},{"shard":1,"state":"waiting"}]}
      """;

  private HttpServer server;
  private final Map<String, String> answers = new HashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private Map<String, String> environment;
  private String missing = "";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String target = exchange.getRequestMethod() + " " + exchange.getRequestURI();
          requests.add(
              "%s %s %s"
                  .formatted(
                      target,
                      exchange.getRequestHeaders().getFirst("Authorization"),
                      new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
          String[] answer = answers.getOrDefault(target, "404 ").split(" ", 2);
          int link = answer[1].indexOf('|');
          if (link > 0) {
            exchange.getResponseHeaders().add("Link", answer[1].substring(0, link));
          }
          if (!missing.isEmpty()) {
            exchange.getResponseHeaders().add("Botswain-Missing-Nodes", missing);
          }
          byte[] body = answer[1].substring(link + 1).getBytes(UTF_8);
          exchange.sendResponseHeaders(Integer.parseInt(answer[0]), body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    environment =
        Map.of(
            "BOTSWAIN_URL",
            "http://127.0.0.1:" + server.getAddress().getPort(),
            "BOTSWAIN_OPERATOR_KEY",
            "bwo_key");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void list_forPeople_isAnAlignedTable() {
    answers.put("GET /api/operator/bots", "200 [" + BOT + "]");

    var typed = Typed.of(environment, "operator", "bots", "list");

    assertThat(typed)
        .isEqualTo(
            new Typed(
                0,
                """
                ID                 NAME   STATE      TENANT   SESSIONS  SHARDS                  IDENTIFIES  LAG  LAST EVENT      LOG
                80351110224678912  Nelly  connected  default         2  1 connected, 1 waiting         998    0  -           2.0 KiB
                """,
                ""));
    assertThat(requests).containsExactly("GET /api/operator/bots Bearer bwo_key ");
  }

  @Test
  void list_severalPages_areReadToTheEnd() {
    answers.put(
        "GET /api/operator/bots?tenant=a%20b",
        "200 </api/operator/bots?after=1>; rel=\"next\"|[{\"id\":\"1\"}]");
    answers.put("GET /api/operator/bots?after=1", "200 [{\"id\":\"2\"}]");

    var typed = Typed.of(environment, "operator", "bots", "list", "--tenant", "a b", "--json");

    assertThat(typed).isEqualTo(new Typed(0, "[{\"id\":\"1\"},{\"id\":\"2\"}]\n", ""));
  }

  @Test
  void list_withASilentNode_saysWhichIsMissing() {
    answers.put("GET /api/operator/bots", "200 " + "[]");
    missing = "3f2a9c1e-5b7d-4e0a-9c41-7a6f0b2d8e13";

    var typed = Typed.of(environment, "operator", "bots", "list", "--json");

    assertThat(typed.status()).isZero();
    assertThat(typed.out()).isEqualTo("[]\n");
    assertThat(typed.err()).contains("do not answer: " + missing);
  }

  @Test
  void nodes_drainedUndrainedAndMovedTo_areTheRequestsOfTheApi() {
    String node = "3f2a9c1e-5b7d-4e0a-9c41-7a6f0b2d8e13";
    answers.put("POST /api/operator/nodes/" + node + "/drain", "200 {}");
    answers.put("POST /api/operator/nodes/" + node + "/undrain", "200 {}");
    answers.put("POST /api/operator/bots/7/move", "200 {}");

    assertThat(Typed.of(environment, "operator", "nodes", "drain", node).out())
        .startsWith("Node " + node + " is giving its bots away.");
    assertThat(Typed.of(environment, "operator", "nodes", "undrain", node).out())
        .isEqualTo("Node " + node + " takes bots again.\n");
    assertThat(Typed.of(environment, "operator", "bots", "move", "7", node).out())
        .isEqualTo("Bot 7 lives at node " + node + ".\n");
    assertThat(requests)
        .endsWith("POST /api/operator/bots/7/move Bearer bwo_key {\"node\":\"" + node + "\"}");
  }

  @Test
  void list_withLimit_readsNoFurther() {
    answers.put(
        "GET /api/operator/bots",
        "200 </api/operator/bots?after=1>; rel=\"next\"|[{\"id\":\"1\"}]");

    var typed = Typed.of(environment, "operator", "bots", "list", "--json", "--limit", "1");

    assertThat(typed.out()).isEqualTo("[{\"id\":\"1\"}]\n");
    assertThat(requests).hasSize(1);
  }

  @Test
  void table_narrowTerminal_cutsTextAndNoNumberOrId() {
    answers.put("GET /api/operator/bots", "200 [" + BOT + "]");
    var terminal = new Terminal(24, 100, false);

    var typed = Typed.at(terminal, "", environment, "operator", "bots", "list");

    assertThat(typed.out().lines())
        .allMatch(line -> line.length() <= 100)
        .anyMatch(line -> line.contains("80351110224678912") && line.endsWith("2.0 KiB"))
        .anyMatch(line -> line.contains("…"));
  }

  @Test
  void name_withEscapeSequence_doesNotReachTheTerminal() {
    answers.put(
        "GET /api/operator/bots", "200 [{\"id\":\"1\",\"username\":\"\\u001b[31mred\\n\\u202e\"}]");

    assertThat(Typed.of(environment, "operator", "bots", "list").out())
        .doesNotContain("\u001b", "\u202e")
        .contains("\ufffd[31mred");
  }

  @Test
  void show_object_isALineForEachFieldAndATableForLists() {
    answers.put("GET /api/operator/bots/80351110224678912", "200 " + BOT);

    var typed = Typed.of(environment, "operator", "bots", "show", "80351110224678912");

    assertThat(typed.out())
        .startsWith("id                80351110224678912\nusername          Nelly\n")
        .contains("shards waiting    1\n", "last event at     -\n")
        .endsWith("\nconnections:\n  SHARD  STATE\n      0  connected\n      1  waiting\n");
  }

  @Test
  void act_done_saysSo() {
    answers.put("POST /api/operator/bots/7/disconnect", "200 {}");

    assertThat(Typed.of(environment, "operator", "bots", "disconnect", "7"))
        .isEqualTo(new Typed(0, "Bot 7 is disconnected.\n", ""));
  }

  @Test
  void body_options_areSentWithTheirTypes() {
    answers.put("PUT /api/operator/log-level", "200 {\"level\":\"debug\"}");

    Typed.of(
        environment, "operator", "log-level", "set", "debug", "--seconds", "60", "--logger=a.b");

    assertThat(requests)
        .containsExactly(
            "PUT /api/operator/log-level Bearer bwo_key"
                + " {\"level\":\"debug\",\"logger\":\"a.b\",\"seconds\":60}");
  }

  @Test
  void key_onStdin_winsOverTheEnvironment() {
    answers.put("GET /api/operator/sessions", "200 []");

    var typed =
        Typed.at(null, "bwo_other\n", environment, "operator", "sessions", "list", "--key-stdin");

    assertThat(typed).isEqualTo(new Typed(0, "none\n", ""));
    assertThat(requests).containsExactly("GET /api/operator/sessions Bearer bwo_other ");
  }

  @ParameterizedTest
  @CsvSource({"401, 3", "404, 3", "409, 3", "500, 5", "503, 5"})
  void error_ofTheServer_isOneSentenceWithCodeAndRequest(int status, int code) {
    answers.put(
        "GET /api/operator/bots/7",
        status + " {\"error\":\"no such bot\",\"code\":\"unknown_bot\",\"requestId\":\"r1\"}");

    assertThat(Typed.of(environment, "operator", "bots", "show", "7"))
        .isEqualTo(new Typed(code, "", "botswain: no such bot (unknown_bot, request r1)\n"));
  }

  @Test
  void error_ofAnotherServer_namesItsStatus() {
    answers.put("GET /api/operator/bots/7", "502 <html>");

    assertThat(Typed.of(environment, "operator", "bots", "show", "7"))
        .isEqualTo(
            new Typed(
                5,
                "",
                "botswain: the server answered with status 502 (status 502, request none)\n"));
  }

  @Test
  void server_unreachable_isStatus4() throws IOException {
    int free;
    try (var socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    var typed = Typed.of(environment, "operator", "health", "--url", "http://127.0.0.1:" + free);

    assertThat(typed)
        .isEqualTo(
            new Typed(
                4,
                "",
                "botswain: cannot reach http://127.0.0.1:%s: nothing answers there\n"
                    .formatted(free)));
  }

  @Test
  void server_silent_isStatus4AfterTheTimeOut() throws IOException {
    try (var silent = new ServerSocket(0)) {
      String url = "http://127.0.0.1:" + silent.getLocalPort();
      var typed = Typed.of(environment, "operator", "health", "--url", url, "--timeout=1");

      assertThat(typed)
          .isEqualTo(
              new Typed(4, "", "botswain: cannot reach %s: no answer within 1 s\n".formatted(url)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "operator",
        "operator bots lst",
        "operator bots show",
        "operator bots list --limit x",
        "operator bots list --url nowhere",
        "operator bots list --timeout 0",
        "operator-key",
        "completion fish",
        "completion"
      })
  void misuse_anyKind_isStatus2InOneLine(String line) {
    var typed = Typed.of(environment, line.split(" "));

    assertThat(typed.status()).isEqualTo(2);
    assertThat(typed.out()).isEmpty();
    assertThat(typed.err()).startsWith("botswain: ").matches("[^\n]*\n");
    assertThat(requests).isEmpty();
  }

  @Test
  void key_missing_isStatus2() {
    var typed = Typed.of(Map.of(), "operator", "bots", "list");

    assertThat(typed)
        .isEqualTo(
            new Typed(
                2,
                "",
                "botswain: needs the operator's key: set BOTSWAIN_OPERATOR_KEY, or use"
                    + " --key-stdin\n"));
  }

  @ParameterizedTest
  @MethodSource("everyCommand")
  void help_ofEveryCommand_listsTheExitCodes(String line) {
    var typed = Typed.of(Map.of(), line.split(" "));

    assertThat(typed.status()).isZero();
    assertThat(typed.out())
        .startsWith("Usage: ./botswain ")
        .contains("Exit status:", "   4   The server cannot be reached")
        .doesNotContain("\u001b");
  }

  static Stream<String> everyCommand() {
    return below("", OperatorCommands.all(CommandEnvironment.ofProcess()));
  }

  private static Stream<String> below(String words, CommandSpec spec) {
    return spec.subcommands().entrySet().stream()
        .flatMap(entry -> {
          String line = words + entry.getKey() + " ";
          var all = below(line, entry.getValue().getCommandSpec());
          return Stream.concat(Stream.of(line + "--help"), all);
        });
  }

  @Test
  void bundle_savedOnce_isNotReplaced(@TempDir Path folder) {
    answers.put("GET /api/operator/support-bundle", "200 zip");
    String file = folder.resolve("bundle.zip").toString();

    var first = Typed.of(environment, "operator", "support-bundle", file);
    var second = Typed.of(environment, "operator", "support-bundle", file);

    assertThat(first).isEqualTo(new Typed(0, file + "\n", ""));
    assertThat(Path.of(file)).hasContent("zip");
    assertThat(second.status()).isEqualTo(1);
    assertThat(second.err()).isEqualTo("botswain: %s exists already\n".formatted(file));
    assertThat(requests).hasSize(1);
  }

  @Test
  void newKey_twice_differs() {
    var first = Typed.of(Map.of(), "operator-key", "make").out();

    assertThat(first).matches("bwo_[\\w-]{43}\n");
    assertThat(Typed.of(Map.of(), "operator-key", "make").out()).isNotEqualTo(first);
  }

  @Test
  void completion_inBash_knowsTheWordsOfAllCommands(@TempDir Path folder) throws Exception {
    Path script = folder.resolve("completion");
    Files.writeString(script, Typed.of(Map.of(), "completion", "bash").out());
    var bash =
        new ProcessBuilder(
                "bash",
                "-c",
                """
                compopt() { :; } # Works only while a shell completes.
                source '%s'
                COMP_WORDS=(./botswain operator bots dr) COMP_CWORD=3
                _complete_botswain
                echo "${COMPREPLY[@]}"
                COMP_WORDS=(./botswain op) COMP_CWORD=1
                _complete_botswain
                echo "${COMPREPLY[@]}"
                """
                    .formatted(script))
            .redirectErrorStream(true)
            .start();

    assertThat(bash.inputReader().lines()).containsExactly("drain", "operator operator-key");
    assertThat(bash.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void terminal_noColor_showsNone() {
    assertThat(Terminal.of("50 120", Map.of("TERM", "xterm")))
        .isEqualTo(new Terminal(50, 120, true));
    assertThat(Terminal.of("", Map.of("TERM", "xterm", "NO_COLOR", "1")))
        .isEqualTo(new Terminal(24, 80, false));
    assertThat(Terminal.of(null, Map.of("TERM", "xterm"))).isNull();
  }
}
