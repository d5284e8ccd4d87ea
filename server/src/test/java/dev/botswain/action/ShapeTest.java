package dev.botswain.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.botswain.error.RequestRefusedException;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapeTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static String toDiscord(Shape shape, String ours) {
    return shape.toDiscord("", new JsonObject(ours.replace('\'', '"'))).encode().replace('"', '\'');
  }

  private static String toOurs(Shape shape, String discord) throws Exception {
    var tree = JSON.readTree(discord.replace('\'', '"'));
    return JSON.writeValueAsString(shape.toOurs(tree)).replace('"', '\'');
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'parentId':'1','rateLimitPerUser':5} | {'parent_id':'1','rate_limit_per_user':5}",
        "{'type':'voice','topic':null} | {'type':2,'topic':null}",
        "{'permissionOverwrites':[{'id':'1','type':'member','allow':['VIEW_CHANNEL'],'deny':[]}]}"
            + " | {'permission_overwrites':[{'id':'1','type':1,'allow':'1024','deny':'0'}]}",
        "{'embeds':[{'iconUrl':'x','icon_url':'y'}]} | {'embeds':[{'iconUrl':'x','icon_url':'y'}]}",
        "{'nameLocalizations':{'en-US':'x'}} | {'name_localizations':{'en-US':'x'}}",
        "{'threadMetadata':{'autoArchiveDuration':60}} |"
            + " {'thread_metadata':{'auto_archive_duration':60}}"
      })
  void shape_thereAndBack_isTheSame(String ours, String discord) throws Exception {
    assertThat(toDiscord(Glossary.CHANNEL, ours)).isEqualTo(discord);
    assertThat(toOurs(Glossary.CHANNEL, discord)).isEqualTo(ours);
  }

  @Test
  void toOurs_numbersNewerThanWeKnow_areStillThere() throws Exception {
    assertThat(toOurs(Glossary.CHANNEL, "{'type':99,'new_field':{'its_own':[1]}}"))
        .isEqualTo("{'type':'unknown','newField':{'itsOwn':[1]}}");
    assertThat(toOurs(Shape.PLAIN, "{'permissions':'1152921504606846977'}"))
        .isEqualTo("{'permissions':['CREATE_INSTANT_INVITE','BIT_60']}");
    assertThat(toDiscord(Shape.PLAIN, "{'permissions':['BIT_60']}"))
        .isEqualTo("{'permissions':'1152921504606846976'}");
  }

  @Test
  void toOurs_moments_areUtcInMilliseconds() throws Exception {
    assertThat(
            toOurs(
                Glossary.CHANNEL,
                "{'last_pin_timestamp':'2025-10-07T02:12:00.123456+00:00','expires_at':null,"
                    + "'thread_metadata':{'archive_timestamp':'2025-10-07T04:12:00+02:00'}}"))
        .isEqualTo(
            "{'lastPinTimestamp':'2025-10-07T02:12:00.123Z','expiresAt':null,"
                + "'threadMetadata':{'archiveTimestamp':'2025-10-07T02:12:00.000Z'}}");
    assertThat(
            toOurs(Shape.PLAIN, "{'expires_at':'soon','start_time':5,'name':'2025-10-07T02:12Z'}"))
        .isEqualTo("{'expiresAt':'soon','startTime':5,'name':'2025-10-07T02:12Z'}");
    assertThat(toDiscord(Shape.PLAIN, "{'scheduledStartTime':'2025-10-07T04:12+02:00'}"))
        .isEqualTo("{'scheduled_start_time':'2025-10-07T04:12+02:00'}");
  }

  @Test
  void toOurs_hiddenField_isNotThere() throws Exception {
    assertThat(toOurs(Glossary.WEBHOOK, "[{'id':'1','type':1,'token':'secret','url':'a/secret'}]"))
        .isEqualTo("[{'id':'1','type':'incoming'}]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type':'submarine'} | type",
        "{'permissionOverwrites':[{'type':'nobody'}]} | permissionOverwrites[0].type",
        "{'permissionOverwrites':[{'allow':['FLY']}]} | permissionOverwrites[0].allow",
        "{'permissionOverwrites':[{'allow':['BIT_64']}]} | permissionOverwrites[0].allow",
        "{'permissionOverwrites':[{'allow':['BIT_x']}]} | permissionOverwrites[0].allow"
      })
  void toDiscord_wordThatIsNone_namesItsPlace(String ours, String field) {
    assertThatThrownBy(() -> toDiscord(Glossary.CHANNEL, ours))
        .isInstanceOfSatisfying(
            RequestRefusedException.class,
            refusal -> assertThat(refusal.details()).containsEntry("field", field));
  }

  @Test
  void toDiscord_unknownPermission_isNamedWithTheNearestAndAllThereAre() {
    assertThatThrownBy(() ->
            toDiscord(
                Glossary.CHANNEL,
                "{'permissionOverwrites':[{'allow':['VIEW_CHANNEL','manage_mesages']}]}"))
        .hasMessageStartingWith(
            "permissionOverwrites[0].allow names manage_mesages, which is not a permission; there"
                + " are CREATE_INSTANT_INVITE, ")
        .hasMessageEndingWith("; perhaps MANAGE_MESSAGES is meant");
  }
}
