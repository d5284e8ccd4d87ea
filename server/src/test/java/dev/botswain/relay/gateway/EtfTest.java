package dev.botswain.relay.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EtfTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "[[],[{}]]",
        "null",
        "{\"op\":0,\"s\":42,\"t\":\"READY\",\"d\":{\"v\":10,\"guilds\":[],\"user\":null}}",
        "[0,1,255,256,-1,2147483647,-2147483648,2147483648,-2147483649,9223372036854775807]",
        "[true,false,1.5,-0.25,1.0E300]",
        "\"ahoy ⚓ \\u0000 \\\" \\\\\"",
        "[340282366920938463463374607431768211455,-340282366920938463463374607431768211455]"
      })
  void json_thereAndBack_isTheSame(String json) throws Exception {
    assertThat(EtfReader.read(EtfWriter.term(json.getBytes(UTF_8))))
        .hasToString(JSON.readTree(json).toString());
  }

  /// As `term_to_binary` of Erlang/OTP and erlpack write them.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "83 6a                                       | []",
        "83 61 ff                                    | 255",
        "83 62 00000100                              | 256",
        "83 62 ffffffff                              | -1",
        "83 6e 08 00 000000c01fe4be13            | 1422825357312000000",
        "83 6e 04 01 00000080                        | -2147483648",
        "83 46 3ff8000000000000                      | 1.5",
        "83 73 03 6e696c                             | null",
        "83 77 04 74727565                           | true",
        "83 64 0005 66616c7365                       | false",
        "83 6d 00000004 61686f79                     | \"ahoy\"",
        "83 6b 0003 010203                           | [1,2,3]",
        "83 6c 00000001 61 07 6a                     | [7]",
        "83 68 02 61 01 61 02                        | [1,2]",
        "83 74 00000001 73 02 6f70 61 01             | {\"op\":1}",
        "83 74 00000001 6d 00000002 6f70 61 01       | {\"op\":1}"
      })
  void term_ofOthers_isRead(String term, String json) throws Exception {
    assertThat(EtfReader.read(hex(term))).hasToString(json);
  }

  @Test
  void json_asTerms_hasTheBytesThatErlangReads() {
    assertThat(EtfWriter.term("{\"a\":[1,null]}".getBytes(UTF_8)))
        .isEqualTo(hex("83 74 00000001 6d 00000001 61 6c 00000002 61 01 73 03 6e696c 6a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "82 6a",
        "83",
        "83 61",
        "83 6d ffffffff 61",
        "83 6d 7fffffff 61",
        "83 6c 7fffffff 61 01",
        "83 6c 00000001 61 01 61 02",
        "83 74 00000001 6a 6a",
        "83 61 01 61 02",
        "83 50 00000001 789c",
        "83 63 00000000000000000000000000000000000000000000000000000000000000"
      })
  void term_thatIsNone_isRefused(String term) {
    assertThatExceptionOfType(EtfReader.UnreadableException.class)
        .isThrownBy(() -> EtfReader.read(hex(term)));
  }

  @Test
  void term_nestedWithoutEnd_isRefused() {
    var deep = new byte[4_000];
    deep[0] = (byte) 0x83;
    for (int i = 1; i < deep.length - 1; i += 2) {
      deep[i] = 0x68;
      deep[i + 1] = 1;
    }

    assertThatExceptionOfType(EtfReader.UnreadableException.class)
        .isThrownBy(() -> EtfReader.read(deep));
  }

  @Test
  void noise_ofAnyKind_isReadOrRefused() {
    var random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      var noise = new byte[random.nextInt(1, 60)];
      random.nextBytes(noise);
      noise[0] = (byte) 0x83;
      try {
        assertThat(EtfReader.read(noise)).isNotNull();
      } catch (EtfReader.UnreadableException expected) {
        assertThat(expected).hasMessageMatching("[a-z ]+\\d*");
      }
    }
  }
}
