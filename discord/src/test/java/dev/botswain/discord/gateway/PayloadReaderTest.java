package dev.botswain.discord.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadReaderTest {
  private final List<String> read = new ArrayList<>();

  @Test
  void zlib_oneMessageOverTwoFramesCutAnywhere_isOnePayload() {
    byte[] message = new ZlibStream().flush("{\"op\":10,\"d\":{\"heartbeat_interval\":41250}}");
    for (int cut = 0; cut <= message.length; cut++) {
      read.clear();
      try (PayloadReader reader = PayloadReader.of(Compression.ZLIB_STREAM)) {
        frame(reader, Arrays.copyOfRange(message, 0, cut), false);
        assertThat(read).isEmpty();
        frame(reader, Arrays.copyOfRange(message, cut, message.length), true);
      }
      assertThat(read).containsExactly("{\"op\":10,\"d\":{\"heartbeat_interval\":41250}}");
    }
  }

  @Test
  void zlib_onePayloadOverTwoMessagesCutAnywhere_waitsForTheFlush() {
    byte[] message = new ZlibStream().flush("{\"op\":0,\"d\":\"".concat("ab".repeat(50)) + "\"}");
    for (int cut = 0; cut < message.length; cut++) {
      read.clear();
      try (PayloadReader reader = PayloadReader.of(Compression.ZLIB_STREAM)) {
        frame(reader, Arrays.copyOfRange(message, 0, cut), true);
        assertThat(read).isEmpty();
        frame(reader, Arrays.copyOfRange(message, cut, message.length), true);
      }
      assertThat(read).hasSize(1);
    }
  }

  @Test
  void zlib_severalPayloads_shareOneContext() {
    var stream = new ZlibStream();
    var random = new Random(5);
    List<String> sent = new ArrayList<>();
    try (PayloadReader reader = PayloadReader.of(Compression.ZLIB_STREAM)) {
      for (int i = 0; i < 200; i++) {
        String payload = "payload %d %s".formatted(i, "x".repeat(random.nextInt(3_000)));
        sent.add(payload);
        frame(reader, stream.flush(payload), true);
      }
    }
    assertThat(read).isEqualTo(sent);
  }

  @ParameterizedTest
  @ValueSource(ints = {65_535, 65_536, 65_537, 131_072, 3_000_000})
  void zlib_payloadAroundTheSizeOfTheScratchBuffer_isWhole(int length) {
    String payload = "y".repeat(length);
    try (PayloadReader reader = PayloadReader.of(Compression.ZLIB_STREAM)) {
      frame(reader, new ZlibStream().flush(payload), true);
    }
    assertThat(read).containsExactly(payload);
  }

  @Test
  void zlib_largePayload_leavesNoLargeScratchBufferBehind() {
    List<Integer> room = new ArrayList<>();
    var stream = new ZlibStream();
    try (PayloadReader reader = PayloadReader.of(Compression.ZLIB_STREAM)) {
      reader.frame(
          Buffer.buffer(stream.flush("z".repeat(5_000_000))),
          true,
          (bytes, _) -> room.add(bytes.length));
      reader.frame(Buffer.buffer(stream.flush("z")), true, (bytes, _) -> room.add(bytes.length));
    }
    assertThat(room.getFirst()).isGreaterThanOrEqualTo(5_000_000);
    assertThat(room.getLast()).isLessThanOrEqualTo(1 << 20);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0000ffff", "ffffffff0000ffff", "789c00000000ffff", "1f8b08000000ffff"})
  void zlib_garbage_isMalformedOrIncomplete(String hex) {
    byte[] garbage = java.util.HexFormat.of().parseHex(hex);
    try (PayloadReader reader = PayloadReader.of(Compression.ZLIB_STREAM)) {
      if (garbage.length == 0) {
        frame(reader, garbage, true);
      } else {
        assertThatThrownBy(() -> frame(reader, garbage, true))
            .isInstanceOf(MalformedPayloadException.class);
      }
    }
    assertThat(read).isEmpty();
  }

  @Test
  void zlib_streamThatEnds_isMalformed() {
    byte[] ended = new ZlibStream().finish("{\"op\":1}");
    byte[] flushed = Arrays.copyOf(ended, ended.length + 4);
    flushed[flushed.length - 2] = -1;
    flushed[flushed.length - 1] = -1;
    try (PayloadReader reader = PayloadReader.of(Compression.ZLIB_STREAM)) {
      assertThatThrownBy(() -> frame(reader, flushed, true))
          .isInstanceOf(MalformedPayloadException.class);
    }
  }

  @Test
  void zlib_bomb_isMalformedBeforeItFillsTheMemory() {
    byte[] bomb = new ZlibStream().flush("0".repeat(2_000_000));
    assertThat(bomb.length).isLessThan(4_000);
    try (PayloadReader reader = PayloadReader.of(Compression.ZLIB_STREAM, 1_000_000)) {
      assertThatThrownBy(() -> frame(reader, bomb, true))
          .isInstanceOf(MalformedPayloadException.class)
          .hasMessageContaining("1000000 bytes");
    }
    assertThat(read).isEmpty();
  }

  @Test
  void zlib_sinkThatFails_leavesTheStreamInOrder() {
    var stream = new ZlibStream();
    try (PayloadReader reader = PayloadReader.of(Compression.ZLIB_STREAM)) {
      assertThatThrownBy(() ->
              reader.frame(
                  Buffer.buffer(stream.flush("one")),
                  true,
                  (_, _) -> {
                    throw new IllegalStateException("sink");
                  }))
          .hasMessage("sink");
      frame(reader, stream.flush("two"), true);
    }
    assertThat(read).containsExactly("two");
  }

  @Test
  void zlib_closedWhilePayloadIsTaken_isFine() {
    PayloadReader reader = PayloadReader.of(Compression.ZLIB_STREAM);
    reader.frame(Buffer.buffer(new ZlibStream().flush("last")), true, (_, _) -> reader.close());
    reader.close();
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void frame_messageThatNeverEnds_isMalformedAtTheBound(Compression compression) {
    try (PayloadReader reader = PayloadReader.of(compression, 10_000)) {
      for (int i = 0; i < 10; i++) {
        frame(reader, new byte[1_000], false);
      }
      assertThatThrownBy(() -> frame(reader, new byte[1], false))
          .isInstanceOf(MalformedPayloadException.class);
    }
    assertThat(read).isEmpty();
  }

  @Test
  void plain_messageOverFramesCutAnywhere_isOnePayload() {
    byte[] message = "{\"op\":0,\"t\":\"é😀\"}".getBytes(UTF_8);
    try (PayloadReader reader = PayloadReader.of(Compression.NONE)) {
      for (int cut = 0; cut <= message.length; cut++) {
        read.clear();
        frame(reader, Arrays.copyOfRange(message, 0, cut), false);
        frame(reader, new byte[0], false);
        frame(reader, Arrays.copyOfRange(message, cut, message.length), true);
        assertThat(read).containsExactly("{\"op\":0,\"t\":\"é😀\"}");
      }
    }
  }

  @Test
  void plain_messageOfManyFrames_isOnePayload() {
    try (PayloadReader reader = PayloadReader.of(Compression.NONE)) {
      for (int i = 0; i < 1_000; i++) {
        frame(reader, "0123456789".getBytes(UTF_8), i == 999);
      }
      frame(reader, "next".getBytes(UTF_8), true);
    }
    assertThat(read).containsExactly("0123456789".repeat(1_000), "next");
  }

  private void frame(PayloadReader reader, byte[] bytes, boolean last) {
    reader.frame(
        Buffer.buffer(bytes),
        last,
        (payload, length) -> read.add(new String(payload, 0, length, UTF_8)));
  }
}
