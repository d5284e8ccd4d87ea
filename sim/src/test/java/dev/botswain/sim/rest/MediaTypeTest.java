package dev.botswain.sim.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypeTest {
  private static Upload upload(String name, Buffer content) {
    return new Upload("files[0]", name, "application/octet-stream", content);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "gif", "jpeg"})
  void picture_asJavaWritesIt_hasItsTypeAndSize(String format) throws IOException {
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(300, 7, BufferedImage.TYPE_INT_RGB), format, bytes);
    Buffer content = Buffer.buffer(bytes.toByteArray());

    assertThat(MediaType.Picture.read(content))
        .isEqualTo(new MediaType.Picture("image/" + format, 300, 7));
    assertThat(MediaType.of(upload("odd.txt", content))).isEqualTo("image/" + format);
  }

  @ParameterizedTest
  @CsvSource({
    // RIFF size WEBP, then VP8X flags size-1, VP8L signature sizes-1, VP8 tag start-code sizes
    "52494646000000005745425056503858 0a000000 00000000 2b0100 060000",
    "5249464600000000574542505650384c 0a000000 2f 2b810100 00",
    "52494646000000005745425056503820 0a000000 000000 9d012a 2c01 0700"
  })
  void webp_ofEachForm_hasItsSize(String hex) {
    Buffer content = Buffer.buffer(HexFormat.of().parseHex(hex.replace(" ", "")));

    assertThat(MediaType.Picture.read(content))
        .isEqualTo(new MediaType.Picture("image/webp", 300, 7));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "89504e470d0a1a0a",
        "ffd8ffe0ffff",
        "474946383961",
        "",
        "5249464600000000574542505650"
      })
  void picture_cutOff_isNone(String hex) {
    assertThat(MediaType.Picture.read(Buffer.buffer(HexFormat.of().parseHex(hex)))).isNull();
  }

  @Test
  void file_byItsName_hasItsType() {
    assertThat(MediaType.of(upload("notes.TXT", Buffer.buffer("x"))))
        .isEqualTo("text/plain; charset=utf-8");
    assertThat(MediaType.of(upload("unknown", Buffer.buffer("x"))))
        .isEqualTo("application/octet-stream");
  }
}
