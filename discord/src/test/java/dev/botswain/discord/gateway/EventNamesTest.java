package dev.botswain.discord.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventNamesTest {
  private final EventNames names = new EventNames();

  @Test
  void get_sameNameFromOtherBytes_isTheSameString() {
    assertThat(names.get("xREADYx".getBytes(UTF_8), 1, 5)).isEqualTo("READY");
    assertThat(names.get("READY".getBytes(UTF_8), 0, 5))
        .isSameAs(names.get("READY RESUMED".getBytes(UTF_8), 0, 5));
  }

  @Test
  void get_namesOnOnePlace_replaceOneAnotherAndStayRight() {
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 10_000; i++) {
        assertThat(get("NAME_" + i)).isEqualTo("NAME_" + i);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "é", "\u0000", "😀😀"})
  void get_oddNames_areRight(String name) {
    assertThat(get(name)).isEqualTo(name);
    assertThat(get(name)).isEqualTo(name);
  }

  @Test
  void get_brokenUtf8_isNotTakenForAKnownName() {
    String broken = names.get(new byte[] {(byte) 0x80}, 0, 1);

    assertThat(broken).isEqualTo("\ufffd");
    assertThat(names.get(new byte[] {(byte) 0x81}, 0, 1)).isEqualTo("\ufffd");
  }

  @Test
  void get_veryLongName_isNotKept() {
    String name = "N".repeat(1_000);

    assertThat(get(name)).isEqualTo(name).isNotSameAs(get(name));
  }

  private String get(String name) {
    byte[] bytes = name.getBytes(UTF_8);
    return names.get(bytes, 0, bytes.length);
  }
}
