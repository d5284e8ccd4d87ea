package dev.botswain.sim.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.Message;
import dev.botswain.sim.world.PermissionOverwrite;
import dev.botswain.sim.world.Permissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageRoutesTest {
  private Harbour harbour;
  private String messages;

  @BeforeEach
  void open() {
    harbour = new Harbour();
    messages = path(harbour.general);
  }

  @AfterEach
  void close() {
    harbour.close();
  }

  private static String path(Channel channel) {
    return "/channels/" + channel.id() + "/messages";
  }

  private List<Long> say(int count) {
    return harbour.inWorld(() ->
        LongStream.range(0, count)
            .map(n ->
                harbour.world.messages().send(harbour.general, harbour.mate, "number " + n).id())
            .boxed()
            .toList());
  }

  private static List<Long> ids(JsonNode array) {
    var ids = new ArrayList<Long>();
    array.forEach(message -> ids.add(message.path("id").asLong()));
    return ids;
  }

  private void deny(long permission) {
    harbour.inWorld(() ->
        harbour
            .world
            .channels()
            .update(
                harbour.guild,
                harbour.general,
                channel ->
                    channel.overwrites(
                        List.of(PermissionOverwrite.member(harbour.pilot.id(), 0, permission)))));
  }

  @Test
  void list_withoutLimit_gives50NewestFirst() {
    List<Long> said = say(60);
    assertThat(ids(harbour.call("GET", messages).body()))
        .isEqualTo(said.subList(10, 60).reversed());
  }

  @Test
  void list_beforeAfterAndAround_exclude() {
    List<Long> said = say(20);
    assertThat(ids(harbour.call("GET", messages + "?limit=3&before=" + said.get(10)).body()))
        .containsExactly(said.get(9), said.get(8), said.get(7));
    assertThat(ids(harbour.call("GET", messages + "?limit=3&after=" + said.get(10)).body()))
        .containsExactly(said.get(13), said.get(12), said.get(11));
    assertThat(ids(harbour.call("GET", messages + "?limit=5&around=" + said.get(10)).body()))
        .containsExactly(said.get(12), said.get(11), said.get(10), said.get(9), said.get(8));
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0, limit, NUMBER_TYPE_MIN",
    "limit=101, limit, NUMBER_TYPE_MAX",
    "limit=many, limit, NUMBER_TYPE_COERCE",
    "before=yesterday, before, NUMBER_TYPE_COERCE",
  })
  void list_withABadQuery_is50035(String query, String field, String error) {
    Reply reply = harbour.call("GET", messages + "?" + query);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo(50035);
    assertThat(reply.errorAt(field)).isEqualTo(error);
  }

  @Test
  void list_withTwoPlaces_is50035() {
    assertThat(harbour.call("GET", messages + "?before=1&after=2").code()).isEqualTo(50035);
  }

  @Test
  void list_withoutReadMessageHistory_isEmpty() {
    say(3);
    deny(Permissions.READ_MESSAGE_HISTORY);
    Reply reply = harbour.call("GET", messages);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).isEmpty();
  }

  @Test
  void list_ofAHiddenOrUnknownChannel_isRefused() {
    Reply hidden = harbour.call(harbour.plain, "GET", path(harbour.hidden));
    assertThat(hidden.status()).isEqualTo(403);
    assertThat(hidden.code()).isEqualTo(50001);
    Reply foreign = harbour.call(harbour.stranger, "GET", messages);
    assertThat(foreign.code()).isEqualTo(50001);
    Reply unknown = harbour.call("GET", "/channels/1/messages");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.code()).isEqualTo(10003);
  }

  @Test
  void list_withoutMessageContentIntent_showsOnlyWhatTheBotMay() {
    Message others = harbour.say(harbour.general, harbour.mate, "secret");
    Message mention =
        harbour.say(harbour.general, harbour.mate, "hello <@" + harbour.plain.id() + ">");
    harbour.call(harbour.plain, "POST", messages, "{\"content\":\"mine\"}");
    JsonNode body = harbour.call(harbour.plain, "GET", messages).body();
    assertThat(body.path(0).path("content").asText()).isEqualTo("mine");
    assertThat(body.path(2).path("id").asLong()).isEqualTo(others.id());
    assertThat(body.path(2).path("content").asText()).isEmpty();
    assertThat(harbour.call("GET", messages).body().path(2).path("content").asText())
        .isEqualTo("secret");
    assertThat(body.path(1).path("content").asText()).isEqualTo(mention.content());
  }

  @Test
  void get_ofAMessage_givesItWhole() {
    Message said = harbour.say(harbour.general, harbour.mate, "ahoy");
    Reply reply = harbour.call("GET", messages + "/" + said.id());
    assertThat(reply.body().path("author").path("username").asText()).isEqualTo("mate");
    assertThat(reply.body().path("timestamp").asText()).startsWith("2026-03-01T12:00:00.");
    assertThat(reply.body().path("channel_id").asLong()).isEqualTo(harbour.general.id());
  }

  @Test
  void get_ofAnUnknownMessage_is10008() {
    Reply reply = harbour.call("GET", messages + "/1");
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.code()).isEqualTo(10008);
  }

  @Test
  void get_withoutReadMessageHistory_is50013() {
    Message said = harbour.say(harbour.general, harbour.mate, "ahoy");
    deny(Permissions.READ_MESSAGE_HISTORY);
    assertThat(harbour.call("GET", messages + "/" + said.id()).code()).isEqualTo(50013);
  }

  @Test
  void get_inVoiceWithoutConnect_is50001() {
    harbour.inWorld(() ->
        harbour
            .world
            .channels()
            .update(
                harbour.guild,
                harbour.voice,
                channel ->
                    channel.overwrites(
                        List.of(
                            PermissionOverwrite.role(
                                harbour.guild.id(), 0, Permissions.CONNECT)))));
    assertThat(harbour.call(harbour.plain, "GET", path(harbour.voice)).code()).isEqualTo(50001);
  }

  @Test
  void delete_ofAnothersMessage_needsManageMessages() {
    Message said = harbour.say(harbour.general, harbour.mate, "ahoy");
    String path = messages + "/" + said.id();
    Reply refused = harbour.call(harbour.plain, "DELETE", path);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo(50013);
    harbour.events.clear();
    assertThat(harbour.call("DELETE", path).status()).isEqualTo(204);
    assertThat(harbour.events).containsExactly("MESSAGE_DELETE");
    assertThat(harbour.call("DELETE", path).code()).isEqualTo(10008);
  }

  @Test
  void delete_ofAnothersMessageInADm_is50003() {
    Channel direct =
        harbour.inWorld(() -> harbour.world.channels().direct(harbour.pilot, harbour.mate));
    Message said = harbour.say(direct, harbour.mate, "psst");
    assertThat(harbour.call("DELETE", path(direct) + "/" + said.id()).code()).isEqualTo(50003);
  }

  @Test
  void bulkDelete_ofSeveral_deletesThoseThatExist() {
    List<Long> said = say(3);
    harbour.events.clear();
    Reply reply =
        harbour.call(
            "POST",
            messages + "/bulk-delete",
            "{\"messages\":[\"%d\",\"%d\",\"%d\"]}"
                .formatted(said.get(0), said.get(1), said.get(2) + 1_000));
    assertThat(reply.status()).isEqualTo(204);
    assertThat(harbour.events).containsExactly("MESSAGE_DELETE_BULK");
    assertThat(ids(harbour.call("GET", messages).body())).containsExactly(said.get(2));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 101})
  void bulkDelete_ofTooFewOrTooMany_is50016(int count) {
    var ids = LongStream.range(0, count).mapToObj(n -> "\"" + (10_000 + n) + "\"").toList();
    Reply reply =
        harbour.call(
            "POST", messages + "/bulk-delete", "{\"messages\":[" + String.join(",", ids) + "]}");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo(50016);
  }

  @Test
  void bulkDelete_ofAMessageFrom15DaysAgo_is50034() {
    List<Long> said = say(2);
    harbour.clock.advance(Duration.ofDays(15));
    Reply reply =
        harbour.call(
            "POST",
            messages + "/bulk-delete",
            "{\"messages\":[\"%d\",\"%d\"]}".formatted(said.get(0), said.get(1)));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo(50034);
  }

  @Test
  void bulkDelete_ofTheSameTwice_is50035() {
    long said = say(1).getFirst();
    Reply reply =
        harbour.call(
            "POST",
            messages + "/bulk-delete",
            "{\"messages\":[\"%d\",\"%d\"]}".formatted(said, said));
    assertThat(reply.code()).isEqualTo(50035);
  }

  @Test
  void bulkDelete_withoutManageMessages_is50013() {
    Reply reply =
        harbour.call(harbour.plain, "POST", messages + "/bulk-delete", "{\"messages\":[]}");
    assertThat(reply.code()).isEqualTo(50013);
  }
}
