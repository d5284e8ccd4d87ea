package dev.botswain.guild;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.botswain.bot.SampleGuild;
import dev.botswain.store.StoredEvent;
import dev.botswain.store.StoredGuild;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuildDocumentTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String GUILD =
      """
      {"id": "1", "name": "Harbour", "member_count": 3, "premium_tier": 2,
       "roles": [{"id": "1"}, {"id": "11", "name": "Pilot"}],
       "channels": [{"id": "21"}, {"id": "22"}],
       "threads": [{"id": "31", "parent_id": "21"}, {"id": "32", "parent_id": "22"}],
       "members": [{"user": {"id": "7"}, "nick": "us"}, {"user": {"id": "8"}}, {"user": {"id": "9"}}],
       "presences": [{"user": {"id": "8"}}], "emojis": [{"id": "41"}],
       "soundboard_sounds": [{"sound_id": "51", "name": "a"}],
       "voice_states": [{"user_id": "8", "channel_id": "22"}]}
      """;

  /// Changes alternate: a type, its data.
  private static JsonNode merged(String... changes) throws Exception {
    var events = new ArrayList<StoredEvent>();
    for (int i = 0; i < changes.length; i += 2) {
      events.add(new StoredEvent(101 + i / 2, 7, changes[i], 0, bytes(changes[i + 1])));
    }
    StoredGuild merged = GuildDocument.merge(new StoredGuild(7, 1, 0, bytes(GUILD), 100, events));
    assertThat(merged.changes()).isEmpty();
    assertThat(merged.upTo()).isEqualTo(100 + events.size());
    return JSON.readTree(merged.document());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void members_butTheBotAndThoseInVoice_areLeftOut() throws Exception {
    JsonNode guild = merged();

    assertThat(guild.path("members").findValuesAsText("nick")).containsExactly("us");
    assertThat(guild.path("members").findValuesAsText("id")).containsExactly("7", "8");
    assertThat(guild.path("presences")).isEmpty();
    assertThat(guild.path("premium_tier").asInt()).isEqualTo(2);
  }

  @Test
  void kept_ofManyMembers_hasTheBotAlone() throws Exception {
    byte[] created = SampleGuild.MANY_MEMBERS.create(1, 7);
    byte[] kept = GuildDocument.kept(created, 7);
    JsonNode guild = JSON.readTree(kept);

    assertThat(guild.path("members").findValuesAsText("id")).containsExactly("7");
    assertThat(guild.path("presences")).isEmpty();
    assertThat(guild.path("channels")).isEqualTo(JSON.readTree(created).path("channels"));
    assertThat(guild.path("member_count").asInt()).isEqualTo(1_000);
    assertThat(kept.length).isLessThan(created.length / 20);
  }

  @Test
  void members_comeAndGoWithVoice() throws Exception {
    JsonNode guild =
        merged(
            "VOICE_STATE_UPDATE",
            """
            {"user_id": "8", "channel_id": null, "member": {"user": {"id": "8"}}}\
            """,
            "VOICE_STATE_UPDATE",
            """
            {"user_id": "10", "channel_id": "22", "member": {"user": {"id": "10"}}}\
            """);

    assertThat(guild.path("members").findValuesAsText("id")).containsExactly("7", "10");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "GUILD_UPDATE | {\"id\":\"1\",\"name\":\"Port\"} | /name | \"Port\"",
        "GUILD_UPDATE | {\"id\":\"1\",\"channels\":[]} | /channels/1/id | \"22\"",
        "GUILD_ROLE_UPDATE | {\"role\":{\"id\":\"11\",\"name\":\"Cook\"}} | /roles/1/name |"
            + " \"Cook\"",
        "GUILD_ROLE_CREATE | {\"role\":{\"id\":\"12\"}} | /roles/2/id | \"12\"",
        "GUILD_ROLE_DELETE | {\"role_id\":\"11\"} | /roles | [{\"id\":\"1\"}]",
        "GUILD_EMOJIS_UPDATE | {\"emojis\":[{\"id\":\"42\"}]} | /emojis/0/id | \"42\"",
        "GUILD_SOUNDBOARD_SOUND_CREATE | {\"sound_id\":\"52\"} | /soundboard_sounds/1/sound_id |"
            + " \"52\"",
        "GUILD_SOUNDBOARD_SOUND_DELETE | {\"sound_id\":\"51\"} | /soundboard_sounds | []",
        "GUILD_SOUNDBOARD_SOUNDS_UPDATE |"
            + " {\"soundboard_sounds\":[{\"sound_id\":\"51\",\"name\":\"b\"}]} | /soundboard_sounds"
            + " | [{\"sound_id\":\"51\",\"name\":\"b\"}]",
        "CHANNEL_PINS_UPDATE |"
            + " {\"channel_id\":\"22\",\"last_pin_timestamp\":\"2026-11-23T12:00:00Z\"} |"
            + " /channels/1/last_pin_timestamp | \"2026-11-23T12:00:00Z\"",
        "CHANNEL_PINS_UPDATE | {\"channel_id\":\"31\",\"last_pin_timestamp\":null} |"
            + " /threads/0/last_pin_timestamp | null",
        "GUILD_MEMBER_ADD | {\"user\":{\"id\":\"9\"}} | /member_count | 4",
        "GUILD_MEMBER_REMOVE | {\"user\":{\"id\":\"8\"}} | /member_count | 2",
        "GUILD_MEMBER_UPDATE | {\"user\":{\"id\":\"7\"},\"nick\":\"me\"} | /members/0/nick |"
            + " \"me\"",
        "CHANNEL_CREATE | {\"id\":\"23\"} | /channels/2/id | \"23\"",
        "CHANNEL_DELETE | {\"id\":\"21\"} | /channels | [{\"id\":\"22\"}]",
        "CHANNEL_DELETE | {\"id\":\"21\"} | /threads/0/id | \"32\"",
        "THREAD_CREATE | {\"id\":\"33\",\"parent_id\":\"21\"} | /threads/2/id | \"33\"",
        "THREAD_UPDATE | {\"id\":\"31\",\"thread_metadata\":{\"archived\":true}} | /threads/0/id |"
            + " \"32\"",
        "THREAD_DELETE | {\"id\":\"31\"} | /threads/0/id | \"32\"",
        "THREAD_LIST_SYNC | {\"channel_ids\":[\"21\"],\"threads\":[]} | /threads/0/id | \"32\"",
        "THREAD_LIST_SYNC | {\"threads\":[]} | /threads | []",
        "VOICE_STATE_UPDATE | {\"user_id\":\"8\",\"channel_id\":null} | /voice_states | []",
        "VOICE_STATE_UPDATE | {\"user_id\":\"8\"} | /voice_states | []",
        "VOICE_STATE_UPDATE | {\"user_id\":\"9\",\"channel_id\":\"22\"} | /voice_states/1/user_id |"
            + " \"9\"",
        "GUILD_DELETE | {\"id\":\"1\",\"unavailable\":true} | /unavailable | true",
      })
  void change_ofAPart_isInTheDocument(String type, String data, String where, String expected)
      throws Exception {
    assertThat(merged(type, data).at(where)).isEqualTo(JSON.readTree(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "GUILD_ROLE_CREATE | {}",
        "GUILD_ROLE_UPDATE | {\"role\":5}",
        "CHANNEL_CREATE | {}",
        "CHANNEL_UPDATE | {\"id\":null}",
        "THREAD_LIST_SYNC | {\"channel_ids\":[\"5\"],\"threads\":[null,1]}",
        "GUILD_EMOJIS_UPDATE | {}",
        "GUILD_SOUNDBOARD_SOUNDS_UPDATE | {\"soundboard_sounds\":[5,{}]}",
        "CHANNEL_PINS_UPDATE | {}",
        "GUILD_ROLE_DELETE | {}",
        "CHANNEL_UPDATE | []",
        "CHANNEL_UPDATE | {\"id\"",
        "SOMETHING_NEW | {\"id\":\"1\"}",
      })
  void change_thatMakesNoSense_isLeftOut(String type, String data) throws Exception {
    assertThat(merged(type, data)).isEqualTo(merged());
  }

  @Test
  void changes_inTheirOrder_areApplied() throws Exception {
    JsonNode guild =
        merged(
            "CHANNEL_CREATE", "{\"id\":\"23\"}",
            "CHANNEL_DELETE", "{\"id\":\"23\"}",
            "CHANNEL_CREATE", "{\"id\":\"24\",\"name\":\"a\"}",
            "CHANNEL_UPDATE", "{\"id\":\"24\",\"name\":\"b\"}");

    assertThat(guild.path("channels")).hasSize(3);
    assertThat(guild.at("/channels/2/name").asText()).isEqualTo("b");
  }
}
