package dev.botswain.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerTextTest {
  private static String shown(byte[] answer) {
    return AnswerText.of(answer, UnaryOperator.identity());
  }

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
    assertThat(shown(answer.getBytes(UTF_8))).isEqualTo(shown);
  }

  @Test
  void of_otherBytes_areReplaced() {
    assertThat(shown(new byte[] {'a', (byte) 0xff, 0, 'b'})).isEqualTo("a\ufffd?b");
  }

  @Test
  void of_longText_isCutBetweenCharacters() {
    var text = shown("🚢".repeat(1_000).getBytes(UTF_8));

    assertThat(text).isEqualTo("🚢".repeat(500));
  }
}
