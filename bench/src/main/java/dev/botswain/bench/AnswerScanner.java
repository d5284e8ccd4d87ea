package dev.botswain.bench;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// Finds where the answers on an HTTP/1.1 connection end (RFC 9112). Assumes that a request is only
/// sent when the previous answer is complete.
final class AnswerScanner {
  private static final String LENGTH = "\r\ncontent-length:";
  private static final String CHUNKED = "\r\ntransfer-encoding: chunked";
  private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private Buffer head = Buffer.buffer();
  private int status;
  private boolean inBody;
  private boolean chunked;
  private long missing;
  private Buffer tail = Buffer.buffer();

  /// The status of the last complete answer.
  int status() {
    return status;
  }

  /// Whether these bytes complete the answer.
  ///
  /// @throws IllegalStateException if the head of the answer is not valid
  boolean completes(Buffer bytes) {
    if (inBody) {
      return body(bytes, 0);
    }
    int before = head.length();
    Buffer all = before == 0 ? bytes : head.appendBuffer(bytes);
    int end = endOfHead(all, Math.max(0, before - 3));
    if (end < 0) {
      head = before == 0 ? bytes.copy() : all;
      return false;
    }
    String text = all.getString(0, end, "ISO-8859-1").toLowerCase(Locale.ROOT);
    status = Integer.parseInt(text.substring(9, 12));
    chunked = text.contains(CHUNKED);
    missing = chunked ? 0 : length(text);
    inBody = true;
    head = Buffer.buffer();
    tail = Buffer.buffer();
    return body(all, end);
  }

  private static int endOfHead(Buffer bytes, int from) {
    for (int i = from; i + 3 < bytes.length(); i++) {
      if (bytes.getByte(i) == '\r'
          && bytes.getByte(i + 1) == '\n'
          && bytes.getByte(i + 2) == '\r'
          && bytes.getByte(i + 3) == '\n') {
        return i + 4;
      }
    }
    return -1;
  }

  private static long length(String head) {
    int at = head.indexOf(LENGTH);
    if (at < 0) {
      throw new IllegalStateException("an answer without a length: " + head);
    }
    int begin = at + LENGTH.length();
    return Long.parseLong(head.substring(begin, head.indexOf('\r', begin)).strip());
  }

  private boolean body(Buffer bytes, int from) {
    if (chunked) {
      // The end of the last chunk may arrive in pieces.
      int start = Math.max(from, bytes.length() - LAST_CHUNK.length);
      tail.appendBuffer(bytes, start, bytes.length() - start);
      int surplus = tail.length() - LAST_CHUNK.length;
      if (surplus > 0) {
        tail = tail.getBuffer(surplus, tail.length());
      }
      inBody = !Arrays.equals(tail.getBytes(), LAST_CHUNK);
    } else {
      missing -= bytes.length() - from;
      inBody = missing > 0;
    }
    return !inBody;
  }
}
