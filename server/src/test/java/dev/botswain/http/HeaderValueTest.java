package dev.botswain.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderValueTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Text/Plain;Charset=UTF-8",
        "TEXT/plain ; charset = UTF-8",
        "text/plain; charset=\"UTF-8\"; charset=latin1",
        " text/plain;; charset=UTF-8 ;",
      })
  void of_anyCaseAndSpace_isTheSame(String text) {
    assertThat(HeaderValue.of(text))
        .isEqualTo(new HeaderValue("text/plain", Map.of("charset", "UTF-8")));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          form-data; filename="a;b,c=d:e.txt" | a;b,c=d:e.txt
          form-data; filename="a\\"b.txt"; name="n" | a"b.txt
          form-data; filename="a\\b.txt" | a\\b.txt
          form-data; filename="a\\" | a\\
          form-data; filename="a%22b" | a%22b
          form-data; filename="" | ``
          form-data; filename=" a " | ` a `
          form-data; filename=a,b:c.txt | a,b:c.txt
          form-data; filename="unended | unended
          form-data; filename="⚓ ö.png" | ⚓ ö.png
          form-data; filename="x"; filename*=UTF-8''%e2%9a%93%20%22.png | ⚓ ".png
          form-data; filename*=utf-8'de'a.png | a.png
          form-data; filename*=iso-8859-1''%f6 | ö
          form-data; filename="x"; filename*=koi8''%f6 | x
          form-data; filename="x"; filename*=UTF-8''%zz | x
          form-data; filename="x"; filename*=UTF-8''%f6 | x
          """)
  void filename_anyForm_isKept(String text, String name) {
    assertThat(HeaderValue.of(text).extended("filename")).isEqualTo(name);
  }

  @Test
  void of_nothing_isEmpty() {
    assertThat(HeaderValue.of(null)).isEqualTo(new HeaderValue("", Map.of()));
    assertThat(HeaderValue.of("")).isEqualTo(new HeaderValue("", Map.of()));
    assertThat(HeaderValue.of(";=;\"").value()).isEmpty();
  }
}
