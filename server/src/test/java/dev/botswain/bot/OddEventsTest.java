package dev.botswain.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.botswain.guild.Channel;
import dev.botswain.guild.Guild;
import dev.botswain.json.MalformedAnswerException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OddEventsTest extends BotStateFixture {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GUILD_UPDATE | {\"id\":\"99\",\"name\":\"x\"}",
        "GUILD_DELETE | {\"id\":\"99\"}",
        "GUILD_DELETE | {\"id\":\"99\",\"unavailable\":true}",
        "GUILD_ROLE_CREATE | {\"guild_id\":\"99\",\"role\":{\"id\":\"1\"}}",
        "GUILD_ROLE_UPDATE | {\"guild_id\":\"99\",\"role\":{\"id\":\"1\"}}",
        "GUILD_ROLE_DELETE | {\"guild_id\":\"99\",\"role_id\":\"1\"}",
        "CHANNEL_CREATE | {\"guild_id\":\"99\",\"id\":\"1\",\"type\":0}",
        "CHANNEL_CREATE | {\"id\":\"1\",\"type\":1}",
        "CHANNEL_UPDATE | {\"guild_id\":\"99\",\"id\":\"1\",\"type\":0}",
        "CHANNEL_DELETE | {\"guild_id\":\"99\",\"id\":\"1\",\"type\":0}",
        "THREAD_CREATE | {\"guild_id\":\"99\",\"id\":\"1\",\"type\":11}",
        "THREAD_UPDATE | {\"guild_id\":\"99\",\"id\":\"1\",\"type\":11}",
        "THREAD_DELETE | {\"guild_id\":\"99\",\"id\":\"1\",\"type\":11}",
        "THREAD_LIST_SYNC | {\"guild_id\":\"99\",\"threads\":[]}",
        "GUILD_MEMBER_ADD | {\"guild_id\":\"99\",\"user\":{\"id\":\"7\"}}",
        "GUILD_MEMBER_UPDATE | {\"guild_id\":\"99\",\"user\":{\"id\":\"7\"}}",
        "GUILD_MEMBER_REMOVE | {\"guild_id\":\"99\",\"user\":{\"id\":\"7\"}}",
        "GUILD_MEMBERS_CHUNK | {\"guild_id\":\"99\",\"members\":[{\"user\":{\"id\":\"7\"}}]}",
        "RATE_LIMITED | {\"meta\":{\"guild_id\":\"99\"}}",
      })
  void event_ofAGuildThatIsNotKnown_changesNothing(String type, String data) {
    create(1);
    Guild before = state.guild(1);
    apply(type, data);

    assertThat(state.guilds()).containsExactly(before);
    assertThat(state.keptMembers(99)).isNull();
    assertThat(state.isWhole()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "READY",
        "GUILD_CREATE",
        "GUILD_UPDATE",
        "GUILD_DELETE",
        "GUILD_ROLE_CREATE",
        "GUILD_ROLE_UPDATE",
        "GUILD_ROLE_DELETE",
        "CHANNEL_CREATE",
        "CHANNEL_UPDATE",
        "CHANNEL_DELETE",
        "THREAD_CREATE",
        "THREAD_UPDATE",
        "THREAD_DELETE",
        "THREAD_LIST_SYNC",
        "GUILD_MEMBER_ADD",
        "GUILD_MEMBER_UPDATE",
        "GUILD_MEMBER_REMOVE",
        "GUILD_MEMBERS_CHUNK",
        "RATE_LIMITED",
      })
  void event_malformed_isRefusedAndChangesNothing(String type) {
    create(1);
    Guild before = state.guild(1);
    Members kept = wholeMembers(1);
    for (String data :
        new String[] {
          "",
          "null",
          "7",
          "\"x\"",
          "[]",
          "{",
          "{\"id\":\"abc\",\"guild_id\":\"abc\",\"guilds\":7,\"meta\":7}",
          "{\"id\":\"99999999999999999999\",\"guild_id\":99999999999999999999,\"guilds\":{},"
              + "\"meta\":[]}",
          "{\"id\":{},\"guild_id\":[],\"guilds\":[[]],\"meta\":\"x\"}",
          "{\"x\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}",
        }) {
      assertThatThrownBy(() -> apply(type, data))
          .as(data)
          .isInstanceOf(MalformedAnswerException.class);
    }
    assertThat(state.guilds()).containsExactly(before);
    assertThat(state.keptMembers(1)).isSameAs(kept);
    assertThat(state.isWhole()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "READY | {\"guilds\":[null,{\"id\":\"1\"}]}",
        "GUILD_CREATE | {\"id\":\"1\",\"name\":null,\"roles\":[null],\"channels\":[null],"
            + "\"threads\":null,\"members\":[null,{},{\"user\":null},{\"user\":{\"id\":\"7\"},"
            + "\"roles\":null}]}",
        "GUILD_CREATE | {\"id\":\"1\",\"channels\":[{\"id\":\"5\",\"permission_overwrites\":[null,"
            + "{\"id\":\"6\"},{\"id\":\"7\",\"allow\":null,\"deny\":null}]}]}",
        "GUILD_CREATE |"
            + " {\"id\":\"1\",\"roles\":[{\"id\":\"5\",\"permissions\":null,\"name\":null}]}",
        "GUILD_CREATE | {\"id\":1,\"owner_id\":null,\"member_count\":null,\"unavailable\":null}",
        "GUILD_UPDATE | {\"id\":\"1\",\"roles\":null}",
        "CHANNEL_UPDATE | {\"id\":\"22\",\"guild_id\":\"1\",\"type\":999,\"name\":null,"
            + "\"permission_overwrites\":null,\"thread_metadata\":null,\"position\":-5}",
        "THREAD_LIST_SYNC | {\"guild_id\":\"1\",\"channel_ids\":null,\"threads\":[null]}",
        "GUILD_MEMBER_ADD | {\"guild_id\":\"1\"}",
        "GUILD_MEMBER_UPDATE | {\"guild_id\":\"1\",\"user\":{\"id\":\"7\"},\"roles\":[null]}",
        "GUILD_MEMBER_REMOVE | {\"guild_id\":\"1\"}",
        "GUILD_MEMBERS_CHUNK | {\"guild_id\":\"1\",\"members\":[null,{}],\"nonce\":null}",
        "RATE_LIMITED | {\"meta\":null}",
      })
  void event_nullsWhereDiscordPutsNone_areAsIfLeftOut(String type, String data) {
    create(1);
    wholeMembers(1);
    apply(type, data);

    assertThat(state.guild(1)).isNotNull();
    for (Channel channel : state.guild(1).channels().all()) {
      assertThatNoException().isThrownBy(() -> state.guild(1).permissions(7, channel));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"guild_id\":\"1\"}",
        "{\"guild_id\":\"1\",\"role\":null}",
        "{\"guild_id\":\"1\",\"role\":[]}",
        "{\"guild_id\":\"1\",\"role\":{\"id\":\"5\",\"permissions\":\"many\"}}",
        "{\"guild_id\":\"1\",\"role\":{\"id\":\"5\",\"permissions\":\"\"}}",
        "{\"guild_id\":\"1\",\"role\":{\"id\":\"5\",\"permissions\":[]}}",
      })
  void roleUpdate_withoutAUsableRole_isRefused(String data) {
    create(1);
    Guild before = state.guild(1);

    assertThat(catchThrowable(() -> apply("GUILD_ROLE_UPDATE", data)))
        .isInstanceOf(RuntimeException.class);
    assertThat(state.guild(1)).isSameAs(before);
  }

  @ParameterizedTest
  @CsvSource({
    "'\"0\"', 0",
    "'\"2251799813685248\"', 2251799813685248",
    "'\"-1\"', -1",
    "'\"18446744073709551617\"', 1",
    "8, 8",
    "18446744073709551617, 1",
  })
  void permissions_longerThanToday_keepTheBitsThatExist(String json, long bits) {
    create(1);
    apply(
        "GUILD_ROLE_UPDATE",
        "{\"guild_id\":\"1\",\"role\":{\"id\":\"5\",\"permissions\":" + json + "}}");

    assertThat(state.guild(1).roles().get(5).permissions()).isEqualTo(bits);
  }

  /// Parsing a million digits takes longer than an event loop may.
  @Test
  void permissions_ofAMillionDigits_areRefused() {
    create(1);
    String data =
        "{\"guild_id\":\"1\",\"role\":{\"id\":\"5\",\"permissions\":\""
            + "9".repeat(1_000_000)
            + "\"}}";

    assertThatThrownBy(() -> apply("GUILD_ROLE_UPDATE", data))
        .isInstanceOf(MalformedAnswerException.class);
  }

  @Test
  void otherEvents_areNotEvenRead() {
    apply("MESSAGE_CREATE", "not JSON at all");
    apply("", "");
    apply("SOMETHING_NEW", "{");

    assertThat(state.guilds()).isEmpty();
  }

  @Test
  void outOfEventsThatRace_snapshotsStayAsTheyWereRead() {
    create(1);
    Guild before = state.guild(1);
    apply("CHANNEL_DELETE", "{\"id\":\"21\",\"guild_id\":\"1\",\"type\":4}");

    assertThat(before.channels().all()).hasSize(3);
    assertThat(state.guild(1).channels().all()).hasSize(2);
  }
}
