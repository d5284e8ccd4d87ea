package dev.botswain.bot;

import static dev.botswain.testing.Botswain.TOKEN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.limit.Limit;
import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.GatewayClient;
import dev.botswain.testing.RawSocket;
import dev.botswain.testing.RawSocket.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Peers that request answers and do not read them: what waits for them stays bounded.
class UnreadAnswersTest {
  private static final int PINGS = 400_000;
  private static final int PINGS_AT_ONCE = 1_000;

  /// The most pongs of 127 bytes that the sockets between the server and a peer hold.
  private static final int MOST_PONGS = 100_000;

  private static Botswain botswain;
  private static String session;

  @BeforeAll
  static void start() {
    botswain = Botswain.start(SimOptions.DEFAULT, Map.of());
    session = botswain.session(TOKEN);
  }

  @AfterAll
  static void stop() {
    botswain.close();
  }

  private static RawSocket gateway() throws Exception {
    return new RawSocket(botswain.url(), "/gateway?v=10&encoding=json", "");
  }

  private static RawSocket events() throws Exception {
    return new RawSocket(botswain.url(), "/api/events/ws", "Authorization: " + session + "\r\n");
  }

  @Test
  void gateway_pingsWithoutReading_pongsDoNotPileUp() throws Exception {
    try (RawSocket peer = gateway()) {
      assertPongsAreBounded(peer);
    }
  }

  @Test
  void events_pingsWithoutReading_pongsDoNotPileUp() throws Exception {
    try (RawSocket peer = events()) {
      assertPongsAreBounded(peer);
    }
  }

  private static void assertPongsAreBounded(RawSocket peer) throws Exception {
    byte[] ping = RawSocket.frame(RawSocket.PING, true, 125);
    var pings = new byte[ping.length * PINGS_AT_ONCE];
    for (int i = 0; i < PINGS_AT_ONCE; i++) {
      System.arraycopy(ping, 0, pings, i * ping.length, ping.length);
    }
    assertThat(peer.sendWhileTaken(pings, PINGS / PINGS_AT_ONCE)).isTrue();
    peer.send(RawSocket.frame(RawSocket.CLOSE, true, 0));
    int pongs = 0;
    for (Frame frame = peer.read(); frame != null; frame = peer.read()) {
      pongs += frame.opcode() == RawSocket.PONG ? 1 : 0;
    }
    assertThat(pongs).isBetween(1, MOST_PONGS);
  }

  @Test
  void gateway_readsAgain_pingIsAnswered() throws Exception {
    try (RawSocket peer = gateway()) {
      peer.send(RawSocket.frame(RawSocket.PING, true, 7));
      assertThat(peer.await(RawSocket.PONG).data()).hasSize(7);
    }
  }

  @Test
  void gateway_messageWithoutEnd_isClosedWith4002() throws Exception {
    try (RawSocket peer = gateway()) {
      assertEndlessMessageIsClosed(peer, 1_000, 4002);
    }
  }

  @Test
  void events_messageWithoutEnd_isClosedWith1009() throws Exception {
    try (RawSocket peer = events()) {
      assertEndlessMessageIsClosed(peer, 1_000, 1009);
    }
  }

  @Test
  void events_messageOfEmptyFramesWithoutEnd_isClosedWith1009() throws Exception {
    try (RawSocket peer = events()) {
      assertEndlessMessageIsClosed(peer, 0, 1009);
    }
  }

  private static void assertEndlessMessageIsClosed(RawSocket peer, int size, int code)
      throws Exception {
    peer.send(RawSocket.frame(RawSocket.TEXT, false, 1));
    byte[] more = RawSocket.frame(RawSocket.CONTINUATION, false, size);
    Thread.ofVirtual().start(() -> peer.sendWhileTaken(more, 1_000_000));
    Frame close = peer.await(RawSocket.CLOSE);
    assertThat(close).isNotNull();
    assertThat(close.closeCode()).isEqualTo(code);
  }

  /// A client that continues to send after our close frame and never sends its own is disconnected.
  @Test
  void gateway_neverPartsAfterGoodbye_isCutOff() throws Exception {
    try (RawSocket peer = gateway()) {
      peer.send(RawSocket.frame(RawSocket.TEXT, true, 5_000));
      assertThat(peer.await(RawSocket.CLOSE).closeCode()).isEqualTo(4002);
      Frame more = peer.read();
      assertThat(more == null ? "nothing" : new String(more.data(), UTF_8)).isEqualTo("nothing");
    }
  }

  /// Clients that name no session are bounded like half requests, and those that do stay.
  @Test
  void gateway_manyWhoDoNotIdentify_oldestAreClosed() throws Exception {
    int share = Math.toIntExact(Limit.STRANGERS.share());
    List<RawSocket> peers = new ArrayList<>();
    try (GatewayClient identified = GatewayClient.login(botswain, session, GatewayClient.USUAL)) {
      for (int i = 0; i < share + 20; i++) {
        peers.add(
            new RawSocket(botswain.url(), "/gateway/?v=10&encoding=json&compress=zstd-stream", ""));
      }
      for (RawSocket one : peers.subList(0, 10)) {
        while (one.read() != null) {
          // HELLO.
        }
      }
      peers.getLast().send(RawSocket.frame(RawSocket.PING, true, 3));
      assertThat(peers.getLast().await(RawSocket.PONG)).isNotNull();
      identified.send(1, "null");
      identified.awaitOp(11);
    } finally {
      for (RawSocket one : peers) {
        one.close();
      }
    }
  }
}
