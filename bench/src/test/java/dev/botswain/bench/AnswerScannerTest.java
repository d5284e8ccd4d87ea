package dev.botswain.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

/// However an answer is cut, its end is found.
class AnswerScannerTest {
  private static final String SIZED =
      "HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\nContent-Length: 5\r\n\r\nhello";
  private static final String CHUNKED =
      "HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n";
  private static final String EMPTY = "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";

  @Test
  void completes_answersOneAfterTheOther_cutAnywhere() {
    for (int size = 1; size < 80; size++) {
      var scanner = new AnswerScanner();
      assertThat(statusAtEnd(scanner, SIZED, size)).isEqualTo(200);
      assertThat(statusAtEnd(scanner, CHUNKED, size)).isEqualTo(404);
      assertThat(statusAtEnd(scanner, EMPTY, size)).isEqualTo(200);
    }
  }

  /// Checks that the answer is complete with its last byte and not before.
  private static int statusAtEnd(AnswerScanner scanner, String answer, int size) {
    for (int from = 0; from < answer.length(); from += size) {
      int to = Math.min(answer.length(), from + size);
      boolean complete = scanner.completes(Buffer.buffer(answer.substring(from, to)));
      assertThat(complete)
          .as("%d bytes a time, up to %d", size, to)
          .isEqualTo(to == answer.length());
    }
    return scanner.status();
  }
}
