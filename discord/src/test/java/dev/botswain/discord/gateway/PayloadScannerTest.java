package dev.botswain.discord.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadScannerTest {
  private static final ObjectMapper JACKSON = new ObjectMapper();

  private final PayloadScanner scanner = new PayloadScanner(new EventNames());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"t\":\"MESSAGE_CREATE\",\"s\":42,\"op\":0,\"d\":{\"a\":[1,{\"b\":\"}\"}]}}",
        "{\"d\":{\"a\":[1,{\"b\":\"}\"}]},\"op\":0,\"t\":\"MESSAGE_CREATE\",\"s\":42}",
        "{\"s\":42,\"d\":{\"a\":[1,{\"b\":\"}\"}]},\"t\":\"MESSAGE_CREATE\",\"op\":0}",
        "{\"op\":0,\"x\":{\"op\":9},\"d\":{\"a\":[1,{\"b\":\"}\"}]},\"y\":[],\"s\":42,"
            + "\"t\":\"MESSAGE_CREATE\",\"z\":1e9}",
        " {\n\t\"op\" : 0 ,\r\n \"s\" : 42 , \"t\" : \"MESSAGE_CREATE\" ,"
            + " \"d\" : {\"a\":[1,{\"b\":\"}\"}]} } \n",
      })
  void scan_keysInAnyOrder_findsAllFour(String json) {
    scan(json);

    assertThat(scanner.op()).isZero();
    assertThat(scanner.sequence()).isEqualTo(42);
    assertThat(scanner.type()).isEqualTo("MESSAGE_CREATE");
    assertThat(data()).isEqualTo("{\"a\":[1,{\"b\":\"}\"}]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\\\"\"",
        "\"\\\\\"",
        "\"\\\\\\\"}\"",
        "\"\\u0022,\\\"op\\\":7\"",
        "[\"]\",\"\\\\\"]",
        "{\"\\\"}\":\"{\\\\\"}",
        "true",
        "null",
        "-1.5e+300",
        "\"\"",
        "[]",
        "\"\u00e9\ud83d\ude00\"",
      })
  void scan_dataOfAnyKind_givesItsBytes(String data) {
    scan("{\"d\":" + data + ",\"op\":0}");

    assertThat(data()).isEqualTo(data);
    assertThat(scanner.op()).isZero();
  }

  @Test
  void scan_onlyOp_leavesTheRestEmpty() {
    scan("{\"op\":0,\"s\":1,\"t\":\"A\",\"d\":2}");
    scan("{\"op\":11}");

    assertThat(scanner.op()).isEqualTo(11);
    assertThat(scanner.sequence()).isEqualTo(-1);
    assertThat(scanner.type()).isNull();
    assertThat(scanner.data()).isEmpty();
  }

  @Test
  void scan_nulls_areAsIfLeftOut() {
    scan("{\"t\":null,\"s\":null,\"op\":10,\"d\":null}");

    assertThat(scanner.sequence()).isEqualTo(-1);
    assertThat(scanner.type()).isNull();
    assertThat(data()).isEqualTo("null");
  }

  @Test
  void scan_nestedHundredThousandDeep_costsNoStack() {
    String deep = "[".repeat(100_000) + "{\"a\":\"]\"}" + "]".repeat(100_000);
    scan("{\"x\":" + deep + ",\"d\":" + deep + ",\"op\":0}");

    assertThat(data()).isEqualTo(deep);
  }

  @Test
  void scan_cutOffAnywhere_isMalformed() {
    byte[] whole =
        "{\"t\":\"A\\\"\",\"s\":12,\"op\":0,\"x\":[{\"a\":1}],\"d\":{\"b\":\"\\\\\",\"c\":null}}"
            .getBytes(UTF_8);
    scanner.scan(whole, whole.length);

    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> scanner.scan(cut, cut.length))
          .as(new String(cut, UTF_8))
          .isInstanceOf(MalformedPayloadException.class);
    }
  }

  @Test
  void scan_bytesBehindTheLength_areNotRead() {
    byte[] bytes = "{\"op\":1}}}}\"".getBytes(UTF_8);
    scanner.scan(bytes, 8);

    assertThat(scanner.op()).isEqualTo(1);
    assertThatThrownBy(() -> scanner.scan(bytes, 7)).isInstanceOf(MalformedPayloadException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "7",
        "\"op\"",
        "{}",
        "{ }",
        "{\"s\":1}",
        "{\"op\"}",
        "{\"op\":}",
        "{\"op\":,\"s\":1}",
        "{\"op\":null}",
        "{\"op\":-1}",
        "{\"op\":1.5}",
        "{\"op\":1e1}",
        "{\"op\":\"1\"}",
        "{\"op\":true}",
        "{\"op\":2147483648}",
        "{\"op\":99999999999999999999999999}",
        "{\"op\":0,\"s\":-5}",
        "{\"op\":0,\"s\":1234567890123456789012}",
        "{\"op\":0,\"s\":[]}",
        "{\"op\":0,\"t\":7}",
        "{\"op\":0,\"t\":{}}",
        "{\"op\":0 \"s\":1}",
        "{\"op\":0,}",
        "{\"op\":0]",
        "{op:0}",
        "{\"op\":0}{\"op\":1}",
        "{\"op\":0},",
        "\u0000{\"op\":0}",
      })
  void scan_notAPayload_isMalformed(String json) {
    assertThatThrownBy(() -> scan(json)).isInstanceOf(MalformedPayloadException.class);
  }

  @Test
  void scan_largestNumbers_areKept() {
    scan("{\"op\":2147483647,\"s\":999999999999999999}");

    assertThat(scanner.op()).isEqualTo(Integer.MAX_VALUE);
    assertThat(scanner.sequence()).isEqualTo(999_999_999_999_999_999L);
  }

  @Test
  void scan_sameEventTwice_givesOneString() {
    scan("{\"op\":0,\"t\":\"TYPING_START\"}");
    String first = scanner.type();
    scan("{\"op\":0,\"t\":\"TYPING_START\"}");

    assertThat(scanner.type()).isSameAs(first);
  }

  @Test
  void scan_randomPayloads_agreesWithJackson() throws Exception {
    var random = new Random(20_260_301);
    for (int i = 0; i < 5_000; i++) {
      ObjectNode payload = payload(random);
      byte[] json =
          random.nextBoolean()
              ? JACKSON.writeValueAsBytes(payload)
              : JACKSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(payload);

      scanner.scan(json, json.length);

      assertThat(scanner.op()).isEqualTo(payload.get("op").asInt());
      assertThat(scanner.sequence()).isEqualTo(payload.path("s").asLong(-1));
      assertThat(scanner.type()).isEqualTo(payload.path("t").textValue());
      byte[] data = scanner.data();
      JsonNode read = data.length == 0 ? null : JACKSON.readTree(data);
      assertThat(read).isEqualTo(payload.get("d"));
    }
  }

  @Test
  void scan_randomDamage_isReadOrMalformed() throws Exception {
    var random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      byte[] json = JACKSON.writeValueAsBytes(payload(random));
      for (int damage = random.nextInt(3); damage >= 0; damage--) {
        json[random.nextInt(json.length)] =
            (byte)
                (random.nextBoolean()
                    ? random.nextInt(256)
                    : "{}[]\",:\\".charAt(random.nextInt(8)));
      }
      try {
        scanner.scan(json, json.length);
        assertThat(scanner.op()).isNotNegative();
        assertThat(scanner.data().length).isLessThan(json.length);
      } catch (MalformedPayloadException _) {
        // Expected.
      }
    }
  }

  private static ObjectNode payload(Random random) {
    var keys = new ArrayList<>(java.util.List.of("op", "s", "t", "d", "x", "sd", "", "\"d\""));
    Collections.shuffle(keys, random);
    ObjectNode payload = JACKSON.createObjectNode();
    for (String key : keys) {
      switch (key) {
        case "op" -> payload.put(key, random.nextInt(50));
        case "s" -> {
          if (random.nextInt(4) > 0) {
            payload.put(key, random.nextLong(1L << 50));
          }
        }
        case "t" -> {
          switch (random.nextInt(3)) {
            case 0 -> payload.putNull(key);
            case 1 -> payload.put(key, "EVENT_" + random.nextInt(1_000));
            default -> {}
          }
        }
        default -> {
          if (random.nextBoolean()) {
            payload.set(key, value(random, 4));
          }
        }
      }
    }
    return payload;
  }

  private static JsonNode value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 6)) {
      case 0 -> JACKSON.getNodeFactory().nullNode();
      case 1 -> JACKSON.getNodeFactory().booleanNode(random.nextBoolean());
      case 2 -> JACKSON.getNodeFactory().numberNode(random.nextInt());
      case 3 -> JACKSON.getNodeFactory().numberNode(random.nextGaussian() * 1e30);
      case 4, 5 -> JACKSON.getNodeFactory().textNode(text(random));
      case 6 -> {
        var array = JACKSON.createArrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
          array.add(value(random, depth - 1));
        }
        yield array;
      }
      default -> {
        ObjectNode object = JACKSON.createObjectNode();
        for (int i = random.nextInt(4); i > 0; i--) {
          object.set(text(random), value(random, depth - 1));
        }
        yield object;
      }
    };
  }

  private static String text(Random random) {
    String[] pieces = {"\"", "\\", "{", "}", "[", "]", ",", ":", "op", "\n", "\u0000", "é", "😀"};
    var text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(pieces[random.nextInt(pieces.length)]);
    }
    return text.toString();
  }

  private void scan(String json) {
    byte[] bytes = json.getBytes(UTF_8);
    scanner.scan(bytes, bytes.length);
  }

  private String data() {
    return new String(scanner.data(), UTF_8);
  }
}
