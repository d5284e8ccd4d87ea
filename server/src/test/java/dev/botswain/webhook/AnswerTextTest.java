package dev.botswain.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerTextTest {

  @ParameterizedTest
  @CsvSource({
    "'{\"ok\": true}',       '{\"ok\": true}'",
    "'  two\r\n\tlines  ',   'two lines'",
    "'\u001b[31mred\u0007',  '?[31mred?'",
    "'right\u202eleft',      'right?left'",
    "'zero\u200bwidth',      'zero?width'",
    "'line\u2028break',      'line break'",
    "'ümläut 🚢',             'ümläut 🚢'",
  })
  void of_text_isSafeToShow(String answer, String shown) {
    assertThat(AnswerText.of(answer.getBytes(UTF_8))).isEqualTo(shown);
  }

  @Test
  void of_otherBytes_areReplaced() {
    assertThat(AnswerText.of(new byte[] {'a', (byte) 0xff, 0, 'b'})).isEqualTo("a\ufffd?b");
  }

  @Test
  void of_longText_isCutBetweenCharacters() {
    var text = AnswerText.of("🚢".repeat(1_000).getBytes(UTF_8));

    assertThat(text).isEqualTo("🚢".repeat(500));
  }
}
