package dev.botswain.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.botswain.error.RequestRefusedException;
import dev.botswain.http.FormParts.Part;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormPartsTest {
  private static final String TYPE = "Multipart/Form-Data; Boundary=\"b b\"";

  /// Records what it receives.
  private static final class Seen implements FormParts.Sink {
    final List<Part> parts = new ArrayList<>();
    final List<Buffer> contents = new ArrayList<>();
    int ended;

    @Override
    public void begin(Part part) {
      parts.add(part);
      contents.add(Buffer.buffer());
    }

    @Override
    public void content(Buffer bytes) {
      contents.getLast().appendBuffer(bytes);
    }

    @Override
    public void end() {
      ended++;
    }
  }

  private static Seen read(byte[] form, int stretch) {
    var seen = new Seen();
    var parts = new FormParts(TYPE, seen);
    for (int at = 0; at < form.length; at += stretch) {
      parts.take(Buffer.buffer(form).getBuffer(at, Math.min(form.length, at + stretch)));
    }
    parts.end();
    return seen;
  }

  private static String head(String name) {
    return "--b b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n";
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000})
  void take_anyStretches_findsTheSameParts(int stretch) {
    var bytes = new byte[500];
    new Random(1).nextBytes(bytes);
    var form =
        Buffer.buffer("a preamble\r\n--b b \t\r\n")
            .appendString("CONTENT-disposition: Form-Data; NAME=a; filename=\"x;y.txt\"\r\n")
            .appendString("content-TYPE: Text/Plain\r\n\r\n")
            .appendBytes(bytes)
            .appendString("\r\n")
            .appendString(head("empty"))
            .appendString("\r\n" + head("lines"))
            .appendString("\r\n--b\r\n-- b b\r\n\r\r\n--b \r\n--b b--ignored\r\n--b b\r\n")
            .getBytes();

    var seen = read(form, stretch);

    assertThat(seen.parts)
        .containsExactly(
            new Part("a", "x;y.txt", "Text/Plain"),
            new Part("empty", null, null),
            new Part("lines", null, null));
    assertThat(seen.contents.get(0).getBytes()).isEqualTo(bytes);
    assertThat(seen.contents.get(1).length()).isZero();
    assertThat(seen.contents.get(2).toString()).isEqualTo("\r\n--b\r\n-- b b\r\n\r\r\n--b ");
    assertThat(seen.ended).isEqualTo(3);
  }

  @Test
  void take_noParts_isAForm() {
    assertThat(read("--b b--".getBytes(UTF_8), 100).parts).isEmpty();
  }

  @Test
  void take_headInLatin1_isReadAsThat() {
    var form = (head("ö") + "\r\n--b b--").getBytes(ISO_8859_1);

    assertThat(read(form, 100).parts).containsExactly(new Part("ö", null, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "--b b",
        "--b b\r\n",
        "--b b\r\n\r\ncontent\r\n--b b--",
        "--b b\r\nContent-Disposition: form-data\r\n\r\n\r\n--b b--",
        "--b b\r\nContent-Disposition: attachment; name=a\r\n\r\n\r\n--b b--",
        "--b b\r\nContent-Type: text/plain\r\n\r\n\r\n--b b--",
        "--b b\r\nno colon\r\n\r\n\r\n--b b--",
        "--b b\r\n"
            + "Content-Disposition: form-data; name=a\r\n"
            + "Content-Transfer-Encoding: base64\r\n\r\n\r\n"
            + "--b b--",
        "--b b\r\nContent-Disposition: form-data; name=a\r\n\r\ncontent",
        "--b b\r\nContent-Disposition: form-data; name=a\r\n\r\ncontent\r\n--b bc\r\n",
      })
  void take_whatIsNoForm_isRefused(String form) {
    assertThatThrownBy(() -> read(form.getBytes(UTF_8), 5))
        .isInstanceOf(FormParts.BrokenFormException.class);
  }

  @Test
  void take_headWithoutEnd_isRefusedBeforeItFillsMemory() {
    var parts = new FormParts(TYPE, new Seen());
    parts.take(Buffer.buffer("--b b\r\n"));

    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 20; i++) {
                parts.take(Buffer.buffer("x".repeat(1_000)));
              }
            })
        .isInstanceOf(FormParts.BrokenFormException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=\"\u00f6\"",
        "multipart/form-data; boundary=\"a \""
      })
  void form_withoutBoundary_isRefused(String type) {
    assertThatThrownBy(() -> new FormParts(type, new Seen()))
        .isInstanceOf(RequestRefusedException.class)
        .hasMessageContaining("boundary");
  }
}
