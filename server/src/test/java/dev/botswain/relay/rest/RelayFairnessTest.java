package dev.botswain.relay.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.botswain.testing.Botswain;
import dev.botswain.testing.ScriptedUpstream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What one caller of the relay uses, and what remains for others.
@Timeout(60)
class RelayFairnessTest {
  private static final int MANY = 120;

  private final List<Socket> sockets = new ArrayList<>();
  private ScriptedUpstream discord;
  private String session;

  @BeforeEach
  void start() {
    discord =
        new ScriptedUpstream(
            Map.of(
                "BOTSWAIN_TRUSTED_PROXIES", "127.0.0.1",
                "BOTSWAIN_REQUEST_TIMEOUT", "60s",
                "BOTSWAIN_SESSION_REQUESTS_PER_SECOND", "0"));
    session = discord.botswain().session(Botswain.TOKEN);
    discord.script(_ -> {});
  }

  @AfterEach
  void stop() throws IOException {
    for (var socket : sockets) {
      socket.close();
    }
    discord.close();
  }

  /// Sends a POST, complete except for the end of its body, and leaves it there.
  private Socket post(String path, String header, long length, String body) throws IOException {
    var url = URI.create(discord.botswain().url());
    var socket = new Socket(url.getHost(), url.getPort());
    sockets.add(socket);
    socket.setSoTimeout(20_000);
    socket
        .getOutputStream()
        .write(
            "POST /api/v10%s HTTP/1.1\r\nHost: a\r\n%s\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(path, header, length, body)
                .getBytes(ISO_8859_1));
    return socket;
  }

  private Socket postFrom(int network, String path) throws IOException {
    return post(path, "X-Forwarded-For: 192.0.2." + network, 2, "{}");
  }

  private static String status(Socket socket) throws IOException {
    return new String(socket.getInputStream().readNBytes(12), ISO_8859_1).substring(9);
  }

  private int awaitRequests(int least) {
    await().atMost(Duration.ofSeconds(20)).until(() -> discord.unseen() >= least);
    return discord.unseen();
  }

  private void answerAll(int count) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      var request = discord.next();
      request.response().setStatusCode(204).end();
    }
  }

  @Test
  void uploadsThatTrickle_leaveTheBotAndOthersTheirConnections() throws Exception {
    for (int i = 0; i < MANY; i++) {
      post("/webhooks/%d/tok".formatted(i), "Authorization: " + session, 1_000_000, "a");
    }
    var uploads = awaitRequests(32);
    var message = post("/channels/1/messages", "Authorization: " + session, 2, "{}");

    assertThat(awaitRequests(33)).isEqualTo(33);
    assertThat(uploads).isEqualTo(32);
    answerAll(33);
    assertThat(status(message)).isEqualTo("204");
  }

  @Test
  void uploadsThatWait_goWhenOthersHaveEnded() throws Exception {
    for (int i = 0; i < 40; i++) {
      post("/webhooks/%d/tok".formatted(i), "Authorization: " + session, 100_000, "a");
    }
    awaitRequests(32);
    for (int i = 0; i < 8; i++) {
      sockets.get(i).close();
    }

    assertThat(awaitRequests(40)).isEqualTo(40);
  }

  @Test
  void strangersUploads_haveAShareForEachNetwork() throws Exception {
    for (int i = 0; i < 8; i++) {
      post("/webhooks/%d/tok".formatted(i), "X-Forwarded-For: 192.0.2.1", 100_000, "a");
    }
    awaitRequests(8);

    assertThat(status(post("/webhooks/9/tok", "X-Forwarded-For: 192.0.2.1", 100_000, "a")))
        .isEqualTo("503");
    post("/webhooks/9/tok", "X-Forwarded-For: 192.0.2.2", 100_000, "a");
    assertThat(awaitRequests(9)).isEqualTo(9);
  }

  @Test
  void strangersThatWait_keepNeitherOthersNorCallbacksOut() throws Exception {
    for (int i = 0; i < 50; i++) {
      postFrom(1, "/webhooks/1/tok");
    }
    awaitRequests(1);

    assertThat(status(postFrom(1, "/webhooks/2/tok"))).isEqualTo("503");
    postFrom(2, "/webhooks/2/tok");
    awaitRequests(2);
    var callback = postFrom(1, "/interactions/5/tok/callback");
    awaitRequests(3);
    answerAll(3);
    assertThat(status(callback)).isEqualTo("204");
  }

  @Test
  void messagesThatWait_doNotKeepTheBotsCallbacksOut() throws Exception {
    for (int i = 0; i < 200; i++) {
      post("/channels/1/messages", "Authorization: " + session, 2, "{}");
      post("/webhooks/%d/tok".formatted(i), "Authorization: " + session, 2, "{}");
    }
    var full = awaitRequests(128);
    post("/interactions/5/tok/callback", "Authorization: " + session, 2, "{}");

    assertThat(awaitRequests(129)).isEqualTo(129);
    assertThat(full).isEqualTo(128);
  }
}
