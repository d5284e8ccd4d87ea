package dev.botswain.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventFieldsTest {
  private static EventFields of(String type, String data) {
    return EventFields.of(type, data.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void message_asDiscordSendsIt_hasAll() {
    assertThat(
            of(
                "MESSAGE_CREATE",
                """
                {"id": "1", "embeds": [{"author": {"bot": true}, "guild_id": "9"}],
                 "author": {"id": "3", "bot": false, "username": "bot"}, "guild_id": "18446744073709551615",
                 "channel_id": "2", "content": "ahoy", "webhook_id": null}
                """))
        .isEqualTo(new EventFields(-1, 2, 0, 3, 0, false, "ahoy"));
  }

  @Test
  void threadOf_isTheParentOfAThreadAlone() {
    assertThat(of("THREAD_DELETE", "{\"id\": \"5\", \"parent_id\": \"4\"}").threadOf())
        .isEqualTo(4);
    assertThat(of("CHANNEL_DELETE", "{\"id\": \"5\", \"parent_id\": \"4\"}").threadOf()).isZero();
    assertThat(of("THREAD_DELETE", "{\"parent_id\": {\"id\": \"4\"}}").threadOf()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"author\": {\"bot\": true}} | true",
        "{\"user\": {\"bot\": true}} | true",
        "{\"member\": {\"user\": {\"bot\": true}}} | true",
        "{\"webhook_id\": \"5\"} | true",
        "{\"member\": {\"bot\": true}} | false",
        "{\"author\": {\"more\": {\"bot\": true}}} | false",
        "{\"author\": {\"bot\": \"true\"}} | false",
        "{\"bot\": true} | false",
      })
  void byBot_isWhoDidIt(String data, boolean byBot) {
    assertThat(of("X", data).byBot()).isEqualTo(byBot);
  }

  @Test
  void applicationOf_aReady_isToldThere() {
    byte[] ready =
        "{\"user\":{\"id\":\"7\",\"application\":{\"id\":\"1\"}},\"application\":{\"flags\":0,\"id\":\"9\"}}"
            .getBytes(StandardCharsets.UTF_8);

    assertThat(EventFields.applicationOf(ready)).isEqualTo(9);
    assertThat(EventFields.applicationOf("{\"application\":null}".getBytes(StandardCharsets.UTF_8)))
        .isZero();
    assertThat(EventFields.applicationOf("{".getBytes(StandardCharsets.UTF_8))).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "GUILD_UPDATE, 5, 0",
    "THREAD_DELETE, 0, 5",
    "CHANNEL_UPDATE, 0, 5",
    "VOICE_CHANNEL_STATUS_UPDATE, 0, 5",
    "VOICE_CHANNEL_START_TIME_UPDATE, 0, 5",
    "MESSAGE_CREATE, 0, 0"
  })
  void ownId_isThatOfTheObject(String type, long guildId, long channelId) {
    EventFields fields = of(type, "{\"id\": \"5\"}");

    assertThat(fields.guildId()).isEqualTo(guildId);
    assertThat(fields.channelId()).isEqualTo(channelId);
  }

  @Test
  void ids_ofWhatHasNoRowYet_areReadAsMostStand() {
    EventFields fields =
        of("HARBOUR_UPDATE", "{\"id\": \"4\", \"guild_id\": \"5\", \"channel_id\": \"6\"}");

    assertThat(fields.guildId()).isEqualTo(5);
    assertThat(fields.channelId()).isEqualTo(6);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"content\": {\"guild_id\": \"6\"}, \"guild_id\": \"5\"}",
        "{\"content\": [\"guild_id\", {}], \"guild_id\": \"5\"}",
        "{\"webhook_id\": {\"guild_id\": \"6\"}, \"guild_id\": \"5\"}",
        "{\"channel_id\": {\"guild_id\": \"6\"}, \"guild_id\": \"5\"}",
        "{\"author\": [{\"guild_id\": \"6\"}], \"guild_id\": \"5\"}",
        "{\"member\": {\"user\": [1], \"guild_id\": \"6\"}, \"guild_id\": \"5\"}",
        "{\"channel_id\": \"x\", \"guild_id\": 5}",
        "{\"guild_id\": \"5\", \"content\": ",
        "{\"guild_id\": \"5\", what?",
      })
  void guildId_amongWhatIsNotAsItShouldBe_isRead(String data) {
    assertThat(of("MESSAGE_CREATE", data)).isEqualTo(new EventFields(5, 0, 0, 0, 0, false, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "null", "[]", "5", "\"x\"", "{", "{\"guild_id\": -1}", "{\"guild_id\": []}"})
  void nothing_isReadFromWhatHasNothing(String data) {
    assertThat(of("MESSAGE_CREATE", data)).isEqualTo(new EventFields(0, 0, 0, 0, 0, false, null));
  }

  @Test
  void nesting_ofAnyDepth_endsWell() {
    String deep = "[".repeat(1_000_000);

    assertThat(of("X", "{\"guild_id\": \"5\", \"x\": " + deep).guildId()).isEqualTo(5);
  }
}
