package dev.botswain.discord.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.net.Reach;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A shard whose peer is not a proper WebSocket server.
class ShardOnRawSocketTest {
  private static final String READY =
      "{\"op\":0,\"t\":\"READY\",\"s\":1,\"d\":{\"session_id\":\"s1\"}}";

  private static final Vertx VERTX = Vertx.vertx();

  private RawGateway raw;
  private ShardFixture bot;

  @BeforeEach
  void open() throws Exception {
    raw = new RawGateway();
    bot = bot(Duration.ofSeconds(30));
  }

  private ShardFixture bot(Duration handshakeTimeout) {
    return new ShardFixture(VERTX, Compression.NONE, handshakeTimeout, 1000, raw.url());
  }

  @AfterEach
  void close() throws Exception {
    bot.close();
    raw.close();
  }

  @AfterAll
  static void closeVertx() {
    VERTX.close().await();
  }

  /// Only browsers send an origin, and servers may refuse unknown ones.
  @Test
  void upgrade_anyServer_namesItselfAndNoOrigin() throws Exception {
    bot.start();
    try (var peer = raw.accept()) {
      assertThat(peer.upgrade(RawGateway.hello()))
          .anyMatch(line -> line.startsWith("host:"))
          .contains("user-agent: discordbot (test, 1)")
          .noneMatch(line -> line.startsWith("origin:"));
    }
  }

  @Test
  void hello_inTheSegmentOfTheUpgrade_isNotMissed() throws Exception {
    bot.start();
    try (var peer = raw.accept()) {
      peer.upgrade(RawGateway.hello());
      assertThat(peer.firstByte()).isEqualTo(0x81);
    }
    assertThat(bot.count("identifies")).isEqualTo(1);
  }

  @Test
  void upgrade_neverAnswered_isGivenUpAfterTheHandshakeTime() throws Exception {
    bot.close();
    bot = bot(Duration.ofSeconds(1));
    bot.start();
    try (var first = raw.accept();
        var second = raw.accept()) {
      second.upgrade(RawGateway.hello());
      assertThat(second.firstByte()).isEqualTo(0x81);
    }
  }

  @Test
  void upgrade_answeredAfterItWasGivenUp_isClosed() throws Exception {
    bot.close();
    bot = bot(Duration.ofSeconds(1));
    bot.start();
    try (var late = raw.accept();
        var second = raw.accept()) {
      late.upgrade();
      assertThat(late.firstByte()).as("a close frame").isEqualTo(0x88);
    }
  }

  @Test
  void stop_whileOpening_doesNotFail() throws Exception {
    bot.start();
    try (var peer = raw.accept()) {
      var stopped = bot.onLoop(() -> bot.shard.stop(true));
      assertThat(bot.shard.state()).isInstanceOf(ShardState.Stopped.class);
      peer.close();
      ShardFixture.await(stopped);
    }
  }

  @Test
  void stop_whileOpening_closesWhatOpensAfterAll() throws Exception {
    bot.start();
    try (var peer = raw.accept()) {
      var stopped = bot.onLoop(() -> bot.shard.stop(true));
      peer.upgrade(RawGateway.hello());
      assertThat(peer.firstByte()).as("a close frame").isEqualTo(0x88);
      peer.close();
      ShardFixture.await(stopped);
    }
    assertThat(bot.count("identifies")).isZero();
  }

  @Test
  void closeFrame_lineStaysOpen_isHeededAtOnce() throws Exception {
    bot.start();
    try (var peer = raw.accept()) {
      peer.upgrade(RawGateway.hello());
      assertThat(peer.firstByte()).isEqualTo(0x81);
      peer.write(RawGateway.close(4004));

      assertThat(bot.until(ShardState.Stopped.class).because())
          .isEqualTo(AfterClose.TOKEN_REJECTED);
      peer.awaitEnd();
    }
  }

  @Test
  void closeFrame_inTheSegmentOfTheUpgrade_comesBack() throws Exception {
    bot.start();
    try (var first = raw.accept()) {
      first.upgrade(RawGateway.close(4000));
      first.awaitEnd();
    }
    try (var second = raw.accept()) {
      second.upgrade(RawGateway.hello());
      assertThat(second.firstByte()).isEqualTo(0x81);
    }
  }

  @Test
  void frames_brokenInAnyWay_closeTheLineAndComeBack() throws Exception {
    byte[][] broken = {
      {(byte) 0xf1, 0}, // reserved bits
      {(byte) 0x83, 0}, // an opcode that does not exist
      {(byte) 0x81, 127, 0x7f, -1, -1, -1, -1, -1, -1, -1}, // longer than memory
      {(byte) 0x81, 127, 0, 0, 0, 0, 0x01, 0, 0, 1}, // longer than accepted
      {(byte) 0x80, 1, 'x'}, // a continuation of nothing
      {(byte) 0x88, 1, 0}, // half a close code
      {(byte) 0x81, 2, (byte) 0xc3, 0x28}, // not UTF-8
    };
    bot.start();
    for (byte[] frame : broken) {
      try (var peer = raw.accept()) {
        peer.upgrade(RawGateway.hello());
        assertThat(peer.firstByte()).isEqualTo(0x81);
        peer.write(RawGateway.frame(0x81, READY.getBytes(StandardCharsets.US_ASCII)));
        peer.write(frame);
        peer.awaitEnd();
      }
    }
    try (var peer = raw.accept()) {
      peer.upgrade(RawGateway.hello());
      assertThat(peer.firstByte()).isEqualTo(0x81);
    }
  }

  @Test
  void payload_overManyFramesWithPingsBetween_isWhole() throws Exception {
    bot.start();
    try (var peer = raw.accept()) {
      peer.upgrade(RawGateway.hello());
      assertThat(peer.firstByte()).isEqualTo(0x81);
      byte[] bytes = READY.getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < bytes.length; i++) {
        int first = (i == 0 ? 0x01 : 0x00) | (i == bytes.length - 1 ? 0x80 : 0);
        peer.write(RawGateway.frame(first, new byte[] {bytes[i]}));
        peer.write(RawGateway.frame(0x89, new byte[] {'p'}));
      }
      bot.until(ShardState.Connected.class);
      assertThat(bot.shard.resumePoint()).isEqualTo(new ResumePoint("s1", raw.url(), 1));
    }
  }

  @Test
  void answer_isNotHttp_comesBack() throws Exception {
    bot.start();
    try (var peer = raw.accept()) {
      peer.write("SSH-2.0-OpenSSH_9.2\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      peer.awaitEnd();
    }
    try (var peer = raw.accept()) {
      peer.upgrade(RawGateway.hello());
      assertThat(peer.firstByte()).isEqualTo(0x81);
    }
  }

  @Test
  void address_ipv6Literal_isReached() throws Exception {
    bot.close();
    try (var server = new java.net.ServerSocket(0, 1, java.net.InetAddress.getByName("::1"))) {
      server.setSoTimeout(10_000);
      URI url = URI.create("ws://[::1]:" + server.getLocalPort());
      bot = new ShardFixture(VERTX, Compression.NONE, Duration.ofSeconds(30), 1000, url);
      bot.start();
      server.accept().close();
    }
  }

  @Test
  void address_firstOfTheNameIsDead_theNextIsReached() throws Exception {
    bot.close();
    var addresses = Stream.of("127.0.0.9", "127.0.0.1").map(InetAddress::ofLiteral).toList();
    var url = URI.create("ws://gateway.example:" + raw.url().getPort());
    var reach = new Reach(VERTX, _ -> Future.succeededFuture(addresses));
    bot = new ShardFixture(VERTX, reach, Compression.NONE, Duration.ofSeconds(30), 1000, url);
    bot.start();
    // The connection that only checked whether the port is open is closed again.
    raw.accept().close();
    try (var peer = raw.accept()) {
      assertThat(peer.upgrade(RawGateway.hello()))
          .contains("host: gateway.example:" + url.getPort());
    }
  }
}
