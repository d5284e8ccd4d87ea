package dev.botswain.discord.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadFieldsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":41250} | 41250",
        "{\"a\":41250.9} | 41250",
        "{\"a\":-3} | -3",
        "{\"a\":1e300} | 9223372036854775807",
        "{\"a\":\"7\"} | 7",
        "{\"b\":{\"a\":1},\"c\":[{\"a\":2}],\"a\":3} | 3",
      })
  void longField_anyNumber_isReadAsFarAsItGoes(String json, long value) {
    assertThat(PayloadFields.longField(json.getBytes(UTF_8), "a")).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "7",
        "[]",
        "{}",
        "{\"a\":null}",
        "{\"a\":[]}",
        "{\"a\":\"x\"}",
        "{\"a\":true}"
      })
  void longField_noNumber_isMalformed(String json) {
    assertThatThrownBy(() -> PayloadFields.longField(json.getBytes(UTF_8), "a"))
        .isInstanceOf(MalformedPayloadException.class);
  }

  @Test
  void textField_nestedHundredThousandDeep_isMalformedAndCostsNoStack() {
    String json = "{\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + ",\"a\":\"1\"}";

    assertThatThrownBy(() -> PayloadFields.textField(json.getBytes(UTF_8), "a"))
        .isInstanceOf(MalformedPayloadException.class);
  }
}
