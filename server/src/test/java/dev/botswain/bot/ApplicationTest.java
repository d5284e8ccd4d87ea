package dev.botswain.bot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.discord.protocol.Intent;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApplicationTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, GUILD_MEMBERS GUILD_PRESENCES MESSAGE_CONTENT",
        "0, ''",
        "4096, GUILD_PRESENCES",
        "8192, GUILD_PRESENCES",
        "16384, GUILD_MEMBERS",
        "32768, GUILD_MEMBERS",
        "262144, MESSAGE_CONTENT",
        "524288, MESSAGE_CONTENT",
        "565248, GUILD_MEMBERS GUILD_PRESENCES MESSAGE_CONTENT",
        "-1, GUILD_MEMBERS GUILD_PRESENCES MESSAGE_CONTENT",
        "8388864, ''",
      })
  void privileged_flags_sayWhatThePortalHasSwitchedOn(Long flags, String intents) {
    assertThat(new Application(1, flags).privileged()).isEqualTo(intents(intents));
  }

  @Test
  void allowed_privilegedIntents_onlyThoseThatAreOn() {
    Set<Intent> wanted = EnumSet.of(Intent.GUILDS, Intent.GUILD_MEMBERS, Intent.MESSAGE_CONTENT);

    assertThat(Intents.allowed(wanted, Set.of())).containsExactly(Intent.GUILDS);
    assertThat(Intents.allowed(wanted, EnumSet.of(Intent.GUILD_MEMBERS, Intent.GUILD_PRESENCES)))
        .containsExactly(Intent.GUILDS, Intent.GUILD_MEMBERS);
  }

  @Test
  void widelyKnown_allIntents_leavesWhatEachServerKnows() {
    assertThat(Intents.widelyKnown(EnumSet.allOf(Intent.class)))
        .contains(Intent.GUILDS, Intent.GUILD_SCHEDULED_EVENTS)
        .doesNotContain(
            Intent.GUILD_MEMBERS,
            Intent.MESSAGE_CONTENT,
            Intent.AUTO_MODERATION_EXECUTION,
            Intent.GUILD_MESSAGE_POLLS);
    assertThat(Intents.widelyKnown(EnumSet.of(Intent.GUILDS, Intent.GUILD_MESSAGE_POLLS)))
        .containsExactly(Intent.GUILDS);
  }

  /// The bits of Discord's list, by their documented positions.
  @Test
  void bits_allIntents_areAsDocumented() {
    assertThat(Intent.bits(EnumSet.allOf(Intent.class)))
        .isEqualTo(0x1ffff | 1 << 20 | 1 << 21 | 1 << 24 | 1 << 25);
    assertThat(Intent.bits(Intent.PRIVILEGED)).isEqualTo(1 << 1 | 1 << 8 | 1 << 15);
  }

  private static Set<Intent> intents(String names) {
    return Arrays.stream(names.split(" "))
        .filter(name -> !name.isEmpty())
        .map(Intent::valueOf)
        .collect(Collectors.toSet());
  }
}
