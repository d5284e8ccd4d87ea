package dev.botswain.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunksTest {
  private static final byte[] ANSWER =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nblast\r\nB;a=b\r\n 12345678\r\n\r\n1\r\n9\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000})
  void content_cutAnywhere_isWithoutItsFraming(int piece) {
    var content = new ByteArrayOutputStream();
    var chunks = new Chunks(content::write);
    for (int i = 0; i < ANSWER.length; i += piece) {
      byte[] bytes = Arrays.copyOfRange(ANSWER, i, Math.min(ANSWER.length, i + piece));
      chunks.take(bytes, bytes.length);
    }

    assertThat(content.toString(StandardCharsets.US_ASCII)).isEqualTo("blast 12345678\r\n9");
  }
}
