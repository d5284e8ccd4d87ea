package dev.botswain.docs;

import static dev.botswain.testing.Botswain.TOKEN;
import static dev.botswain.testing.Botswain.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The README's receiver of webhooks and its webhook, as printed except for the port, and common
/// variations of the receiver. Needs `python3` (Debian: `apt-get install python3`).
class ReadmeReceiverTest {
  private static final Pattern PROGRAM =
      Pattern.compile("python3 -c '(import http\\.server.*?)'\n", Pattern.DOTALL);
  private static final Pattern WEBHOOK =
      Pattern.compile("-d '(\\{\"url\": \"http://127\\.0\\.0\\.1:9000/\".*?})'");

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private String readme;
  private Process receiver;
  private Botswain botswain;
  private String session;
  private int port;

  @BeforeEach
  void start() throws IOException {
    readme = Files.readString(Path.of("..", "README.md"));
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    botswain =
        Botswain.start(SimOptions.DEFAULT, Map.of("BOTSWAIN_WEBHOOK_ALLOW_PRIVATE", "loopback"));
    session = botswain.session(TOKEN);
  }

  @AfterEach
  void stop() throws InterruptedException {
    botswain.close();
    receiver.destroy();
    receiver.waitFor(10, TimeUnit.SECONDS);
  }

  private static String found(Pattern pattern, String text) {
    var match = pattern.matcher(text);
    assertThat(match.find()).isTrue();
    return match.group(1);
  }

  private void receive(UnaryOperator<String> change) throws IOException {
    String program = found(PROGRAM, readme);
    String changed = change.apply(program);
    receiver =
        new ProcessBuilder("python3", "-u", "-c", changed.replace("9000", String.valueOf(port)))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Thread.ofVirtual().start(() -> receiver.inputReader().lines().forEach(lines::add));
    eventually(() -> assertThat(isListening()).isTrue());
  }

  private boolean isListening() {
    try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private void webhook() throws IOException {
    Map<?, ?> body =
        new ObjectMapper()
            .readValue(found(WEBHOOK, readme).replace("9000", String.valueOf(port)), Map.class);
    assertThat(botswain.post("/api/webhooks", session, body).status()).isEqualTo(201);
  }

  private void say(String content) {
    botswain.simPost("/sim/channels/1132915064832000005/messages", Map.of("content", content));
  }

  /// Sends ten messages, and checks that each arrived once.
  private void eachComesOnce() {
    for (int i = 0; i < 10; i++) {
      say("message " + i);
    }
    eventually(() -> assertThat(lines).anyMatch(line -> line.contains("message 9")));

    assertThat(lines.stream().map(line -> line.replaceAll(".*\"content\":\"([^\"]*)\".*", "$1")))
        .containsExactlyElementsOf(
            java.util.stream.IntStream.range(0, 10).mapToObj(i -> "message " + i).toList());
  }

  @Test
  void receiver_asPrinted_getsEachMessageOnce() throws Exception {
    receive(UnaryOperator.identity());
    webhook();

    eachComesOnce();
  }

  @Test
  void receiver_thatSendsABodyBehindA204_getsEachMessageOnce() throws Exception {
    receive(program ->
        program
            .replace("  def do_POST", "  protocol_version=\"HTTP/1.1\"\n  def do_POST")
            .replace("self.end_headers()", "self.end_headers(); self.wfile.write(b\"seen\")"));
    webhook();

    eachComesOnce();
  }

  @Test
  void receiver_thatAnnouncesABodyWithA204_getsEachMessageOnce() throws Exception {
    receive(program ->
        program
            .replace("  def do_POST", "  protocol_version=\"HTTP/1.1\"\n  def do_POST")
            .replace(
                "self.end_headers()",
                "self.send_header(\"Content-Length\",\"4\"); self.end_headers();"
                    + " self.wfile.write(b\"seen\")"));
    webhook();

    eachComesOnce();
  }
}
