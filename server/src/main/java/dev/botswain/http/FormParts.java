package dev.botswain.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.botswain.error.RequestRefusedException;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Splits a form into its parts as its bytes arrive ([RFC
/// 7578](https://www.rfc-editor.org/rfc/rfc7578)). Names are kept unchanged; Netty's parser loses
/// some of their characters. No more is held back than the length of a boundary, or of the headers
/// of a part.
final class FormParts {
  private static final int LONGEST_HEAD = 8_192;
  private static final Pattern BOUNDARY = Pattern.compile("[ -~]{0,199}[!-~]");
  private static final byte[] HEAD_END = "\r\n\r\n".getBytes(US_ASCII);

  private final byte[] delimiter;
  private final Sink sink;

  /// What has arrived and was not passed on. A form may begin with its first boundary, which looks
  /// like all others if a line ends before it.
  private byte[] held = {'\r', '\n'};

  private State state = State.BEFORE;

  private enum State {
    /// The text before the first boundary has no meaning.
    BEFORE,
    /// After a boundary.
    BOUNDARY,
    HEAD,
    CONTENT,
    /// The text after the last boundary has no meaning.
    AFTER
  }

  /// The headers of a part.
  ///
  /// @param filename null if it is not a file
  /// @param type its Content-Type as it arrived, null for none
  record Part(String name, @Nullable String filename, @Nullable String type) {}

  /// Receives the parts, one after the other.
  interface Sink {
    void begin(Part part);

    /// Some of the content; must not be changed.
    void content(Buffer bytes);

    void end();
  }

  /// It is not a valid form.
  static final class BrokenFormException extends RuntimeException {
    BrokenFormException(String reason) {
      super(reason, null, false, false);
    }
  }

  /// @param contentType of the form, as it arrived
  /// @throws RequestRefusedException if it has no boundary
  FormParts(@Nullable String contentType, Sink sink) {
    var boundary = HeaderValue.of(contentType).parameter("boundary");
    if (boundary == null || !BOUNDARY.matcher(boundary).matches()) {
      throw RequestRefusedException.field(
          "Content-Type", "must have a boundary of 1 to 200 characters");
    }
    delimiter = ("\r\n--" + boundary).getBytes(US_ASCII);
    this.sink = sink;
  }

  /// @throws BrokenFormException if this is not a valid form
  void take(Buffer bytes) {
    if (state == State.AFTER) {
      return;
    }
    int before = held.length;
    held = Arrays.copyOf(held, before + bytes.length());
    bytes.getBytes(0, bytes.length(), held, before);
    int at = 0;
    for (int next = step(at); next >= 0; next = step(at)) {
      at = next;
    }
    switch (state) {
      case CONTENT -> {
        int most = Math.max(at, held.length - delimiter.length + 1);
        content(at, most);
        at = most;
      }
      case BEFORE -> at = Math.max(at, held.length - delimiter.length + 1);
      case AFTER -> at = held.length;
      case BOUNDARY, HEAD -> {}
    }
    held = Arrays.copyOfRange(held, at, held.length);
  }

  /// @throws BrokenFormException if its last boundary has not arrived
  void end() {
    if (state != State.AFTER) {
      throw new BrokenFormException("the form is cut off");
    }
  }

  /// Moves to the next state if the held bytes allow it.
  ///
  /// @return where the next state begins, or -1 if more bytes are needed
  private int step(int at) {
    return switch (state) {
      case BEFORE, CONTENT -> {
        int found = find(delimiter, at);
        if (found < 0) {
          yield -1;
        }
        if (state == State.CONTENT) {
          content(at, found);
          sink.end();
        }
        state = State.BOUNDARY;
        yield found + delimiter.length;
      }
      case BOUNDARY -> boundary(at);
      case HEAD -> {
        int found = find(HEAD_END, at);
        if ((found < 0 ? held.length : found) - at > LONGEST_HEAD) {
          throw new BrokenFormException("the headers of a part are longer than 8192 bytes");
        }
        if (found < 0) {
          yield -1;
        }
        sink.begin(part(Arrays.copyOfRange(held, at, found)));
        state = State.CONTENT;
        yield found + HEAD_END.length;
      }
      case AFTER -> -1;
    };
  }

  /// Two hyphens mark the last one; otherwise a line ends, which may only contain spaces.
  private int boundary(int at) {
    int end = at;
    while (end < held.length && (held[end] == ' ' || held[end] == '\t')) {
      end++;
    }
    if (end - at > LONGEST_HEAD) {
      throw new BrokenFormException("a boundary line does not end");
    }
    if (held.length < end + 2) {
      return -1;
    }
    if (end == at && held[at] == '-' && held[at + 1] == '-') {
      state = State.AFTER;
      return at + 2;
    }
    if (held[end] != '\r' || held[end + 1] != '\n') {
      throw new BrokenFormException("a boundary line has text after the boundary");
    }
    state = State.HEAD;
    return end + 2;
  }

  private void content(int from, int to) {
    if (from < to) {
      sink.content(Buffer.buffer(Arrays.copyOfRange(held, from, to)));
    }
  }

  /// @return where it begins, or -1
  private int find(byte[] wanted, int from) {
    for (int i = from; i <= held.length - wanted.length; i++) {
      if (held[i] == wanted[0]
          && Arrays.equals(held, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    return -1;
  }

  private static Part part(byte[] head) {
    var text = HeaderValue.text(head, UTF_8).orElseGet(() -> new String(head, ISO_8859_1));
    String disposition = null;
    String type = null;
    for (var line : text.split("\r\n")) {
      int colon = line.indexOf(':');
      if (colon < 0) {
        throw new BrokenFormException("a header line of a part has no colon");
      }
      var value = line.substring(colon + 1).strip();
      switch (line.substring(0, colon).strip().toLowerCase(Locale.ROOT)) {
        case "content-disposition" -> disposition = value;
        case "content-type" -> type = value;
        case "content-transfer-encoding" -> requirePlain(value);
        default -> {}
      }
    }
    var read = HeaderValue.of(disposition);
    var name = read.extended("name");
    if (!read.value().equals("form-data") || name == null) {
      throw new BrokenFormException("a part has no Content-Disposition with form-data and a name");
    }
    return new Part(name, read.extended("filename"), type);
  }

  private static void requirePlain(String encoding) {
    if (!encoding.matches("(?i)7bit|8bit|binary")) {
      throw new BrokenFormException("a part has a Content-Transfer-Encoding");
    }
  }
}
