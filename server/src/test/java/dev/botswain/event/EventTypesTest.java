package dev.botswain.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventTypesTest {
  @ParameterizedTest
  @CsvSource({
    "message_create, MESSAGE_CREATE",
    "messageCreate, MESSAGE_CREATE",
    "MESSAGE-CREATE, MESSAGE_CREATE",
    "' MESSAGE_CREATE', MESSAGE_CREATE",
    "MESAGE_CREATE, MESSAGE_CREATE",
    "MESSAGE_CREAET, MESSAGE_CREATE",
    "MESSAGE_CREATED, MESSAGE_CREATE",
    "MESSAGE_EDIT, MESSAGE_DELETE",
    "guildMemberAdd, GUILD_MEMBER_ADD",
    "GUILD_BAN_ADDED, GUILD_BAN_ADD",
    "interaction, INTERACTION_CREATE",
    "bot.Connected, bot.connected",
    "GAP, gap",
    "voiceStateUpdate, VOICE_STATE_UPDATE",
  })
  void nearest_ofAMisspeltName_isTheOneThatWasMeant(String name, String meant) {
    assertThat(EventTypes.isKnown(name)).isFalse();
    assertThat(EventTypes.nearest(name)).isEqualTo(meant);
  }

  @Test
  void nearest_ofAKnownName_isItself() {
    assertThat(EventTypes.known())
        .hasSizeGreaterThan(80)
        .allMatch(name -> EventTypes.nearest(name).equals(name));
  }
}
