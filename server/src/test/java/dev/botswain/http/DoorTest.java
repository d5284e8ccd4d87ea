package dev.botswain.http;

import static dev.botswain.http.TestServer.SESSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.botswain.limit.Limit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Connections that send nothing, or half of a request.
class DoorTest {
  private static final int SHARE = Math.toIntExact(Limit.STRANGERS.share());

  private static Socket connect(TestServer server, String from, String bytes) throws IOException {
    var socket =
        new Socket(
            InetAddress.getByName("127.0.0.1"),
            server.front().port(),
            InetAddress.getByName(from),
            0);
    socket.setSoTimeout(10_000);
    socket.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static boolean isClosed(Socket socket) throws IOException {
    socket.setSoTimeout(1);
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException open) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  private static int closed(List<Socket> sockets) throws IOException {
    int closed = 0;
    for (Socket one : sockets) {
      closed += isClosed(one) ? 1 : 0;
    }
    return closed;
  }

  @Test
  void halfSentHeads_moreThanTheShare_oldestAreClosedAndOthersAreServed() throws Exception {
    List<Socket> half = new ArrayList<>();
    try (var server = new TestServer().start();
        var kept = server.connect();
        var other = connect(server, "127.0.0.3", "GET ")) {
      assertThat(kept.get("/api/channels", SESSION).status()).isEqualTo(200);
      for (int i = 0; i < SHARE + 100; i++) {
        half.add(connect(server, "127.0.0.1", "GET /api/ch"));
      }
      // Event loops accept at their own pace, so the closed ones are approximately the oldest.
      await().untilAsserted(() -> assertThat(closed(half)).isEqualTo(100));
      assertThat(isClosed(other)).isFalse();
      assertThat(server.get("/api/channels", SESSION).status()).isEqualTo(200);
      // A connection that has named its session is not a stranger, however long it is idle.
      assertThat(kept.get("/api/channels", SESSION).status()).isEqualTo(200);
    } finally {
      for (Socket one : half) {
        one.close();
      }
    }
  }

  @Test
  void door_fewFilesMayBeOpen_leavesAQuarterForOthers() throws Exception {
    var door = new Door(400);
    int in = 0;
    for (int i = 0; i < 400; i++) {
      in += door.open(new Peer(null, door, "10.0.0." + i % 250, false)) ? 1 : 0;
    }
    assertThat(in).isEqualTo(300);
  }

  @Test
  void door_manyOfOneNetwork_othersFindRoom() {
    var door = new Door(400);
    int in = 0;
    for (int i = 0; i < 400; i++) {
      in += door.open(new Peer(null, door, "10.0.0.1", false)) ? 1 : 0;
    }
    assertThat(in).isEqualTo(75);
    assertThat(door.open(new Peer(null, door, "10.0.0.2", false))).isTrue();
  }

  @Test
  void door_trustedProxy_hasNoShareButTheTotal() {
    var door = new Door(400);
    int in = 0;
    for (int i = 0; i < 400; i++) {
      in += door.open(new Peer(null, door, "10.0.0.1", true)) ? 1 : 0;
    }
    assertThat(in).isEqualTo(300);
  }

  /// Over HTTP/2 a connection has many requests.
  @Test
  void streams_moreThanTheShareOfANetwork_areRefusedAndOthersBegin() {
    var door = new Door(Long.MAX_VALUE);
    var one = new Peer(null, door, "10.0.0.1", false);
    var neighbour = new Peer(null, door, "10.0.0.1", false);
    for (long i = 0; i < Limit.STREAMS.share(); i++) {
      assertThat(door.begin(one)).isTrue();
    }

    assertThat(door.begin(neighbour)).isFalse();
    assertThat(door.begin(new Peer(null, door, "10.0.0.2", false))).isTrue();
    door.end(one);
    assertThat(door.begin(neighbour)).isTrue();
  }
}
