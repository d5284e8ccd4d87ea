package dev.botswain.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputTest {
  private static final String WORD = "abcdefghijklmnopqrstuvwxyz0123456789";

  private static Input of(String body) {
    return Input.of(Map.of(), body, false, UnaryOperator.identity());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"content\":\"see\\n" + WORD + "\"}",
        "{\"content\":\"\\u00e9" + WORD + "\"}",
        "{\"content\":\"say \\\"data:image/png;base64,AAAA\\\" to it\"}"
      })
  void body_maskedAfterAnEscape_isStillJson(String body) throws Exception {
    assertThat(new ObjectMapper().readTree(of(body).body()).path("content").asText())
        .contains(Masked.MARK)
        .doesNotContain(WORD, "AAAA");
  }

  @Test
  void body_masked_isNotAskedAgainAsItWas() {
    assertThat(of("{\"content\":\"" + WORD + "\"}").isMasked()).isTrue();
    assertThat(of("{\"content\":\"ahoy\"}").isMasked()).isFalse();
  }

  @Test
  void body_longerThanIsKept_isLeftOut() {
    Input input = of("{\"content\":\"" + "a ".repeat(Input.LONGEST) + "\"}");

    assertThat(input.body()).isNull();
    assertThat(input.leftOut()).isTrue();
  }
}
