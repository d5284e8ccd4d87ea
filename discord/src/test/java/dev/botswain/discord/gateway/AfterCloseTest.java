package dev.botswain.discord.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AfterCloseTest {

  @ParameterizedTest
  @CsvSource({
    "1000, RESUME",
    "1001, RESUME",
    "1005, RESUME",
    "1006, RESUME",
    "1011, RESUME",
    "4000, RESUME",
    "4001, RESUME",
    "4002, RESUME",
    "4003, RESUME",
    "4004, TOKEN_REJECTED",
    "4005, RESUME",
    "4006, RESUME",
    "4007, IDENTIFY",
    "4008, RESUME",
    "4009, IDENTIFY",
    "4010, RESHARD",
    "4011, RESHARD",
    "4012, UNSUPPORTED",
    "4013, INVALID_INTENTS",
    "4014, DISALLOWED_INTENTS",
    "4015, RESUME",
    "4999, RESUME",
    "0, RESUME",
    "-1, RESUME",
  })
  void of_everyCode_saysWhatComesNext(int code, AfterClose next) {
    assertThat(AfterClose.of(code)).isEqualTo(next);
  }

  /// The column "Reconnect" of Discord's table.
  @Test
  void reconnects_codesOfTheTable_asDiscordSays() {
    for (int code : new int[] {4000, 4001, 4002, 4003, 4005, 4007, 4008, 4009}) {
      assertThat(AfterClose.of(code).reconnects()).as("%d", code).isTrue();
    }
    for (int code : new int[] {4004, 4010, 4011, 4012, 4013, 4014}) {
      assertThat(AfterClose.of(code).reconnects()).as("%d", code).isFalse();
    }
  }
}
