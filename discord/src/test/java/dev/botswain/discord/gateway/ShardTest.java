package dev.botswain.discord.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.discord.protocol.Opcode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The life of a shard, with Discord's part played step by step.
class ShardTest {
  private static final Vertx VERTX = Vertx.vertx();

  private ShardFixture bot = new ShardFixture(VERTX);

  @AfterAll
  static void closeVertx() {
    VERTX.close().await();
  }

  @AfterEach
  void close() throws Exception {
    bot.close();
  }

  private void with(Compression compression, Duration handshakeTimeout, int identifiesLeft)
      throws Exception {
    bot.close();
    bot = new ShardFixture(VERTX, compression, handshakeTimeout, identifiesLeft, null);
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void start_noSession_identifiesAndIsConnected(Compression compression) throws Exception {
    with(compression, Duration.ofSeconds(30), 1000);
    bot.start();

    ScriptedGateway.Connection connection = bot.discord.accept();
    assertThat(connection.path()).isEqualTo("/cached");
    assertThat(connection.query()).isEqualTo("v=10&encoding=json" + compression.query());
    connection.hello();
    JsonNode identify = connection.expect(Opcode.IDENTIFY);
    assertThat(identify.path("token").textValue()).isEqualTo("to\"ken");
    assertThat(identify.path("shard")).hasToString("[0,1]");
    assertThat(bot.shard.state()).isEqualTo(new ShardState.Connecting());
    connection.ready("s1", bot.discord.url("/resume"));

    assertThat(bot.event().type()).isEqualTo("READY");
    assertThat(bot.until(ShardState.Connected.class).since()).isEqualTo(bot.clock.instant());
    assertThat(bot.shard.resumePoint())
        .isEqualTo(new ResumePoint("s1", bot.discord.url("/resume"), 1));
    assertThat(bot.identifies.info().identifiesLeft()).isEqualTo(999);
    assertThat(bot.count("identifies")).isEqualTo(1);
  }

  @Test
  void start_withSession_resumesAndIdentifiesNot() throws Exception {
    bot.start(new ResumePoint("old", bot.discord.url("/resume"), 41));

    ScriptedGateway.Connection connection = bot.discord.accept();
    assertThat(connection.path()).isEqualTo("/resume");
    connection.hello();
    JsonNode resume = connection.expect(Opcode.RESUME);
    assertThat(resume).hasToString("{\"token\":\"to\\\"ken\",\"session_id\":\"old\",\"seq\":41}");
    connection.dispatch(42, "MESSAGE_CREATE", "{\"id\":\"1\"}");
    assertThat(bot.shard.state()).isEqualTo(new ShardState.Resuming());
    connection.resumed(43);

    bot.until(ShardState.Connected.class);
    assertThat(bot.event().sequence()).isEqualTo(42);
    assertThat(bot.shard.resumePoint().sequence()).isEqualTo(43);
    assertThat(bot.count("identifies")).isZero();
    assertThat(bot.count("resumes")).isEqualTo(1);
  }

  @Test
  void dispatch_anyEvent_isHandedOnByteForByte() throws Exception {
    ScriptedGateway.Connection connection = bot.connected();
    bot.event();
    String data = "{ \"b\" : [1, 2.50,\"\\u00e9é\"] , \"a\":{}}";
    connection.dispatch(5, "SOMETHING_NEW", data);

    Dispatch event = bot.event();
    assertThat(event.type()).isEqualTo("SOMETHING_NEW");
    assertThat(event.sequence()).isEqualTo(5);
    assertThat(event.data()).isEqualTo(data.getBytes(UTF_8));
    assertThat(bot.shard.pulse().lastEventAt()).isEqualTo(bot.clock.instant());
    assertThat(bot.shard.resumePoint().sequence()).isEqualTo(5);
  }

  @Test
  void heartbeat_answered_saysTheLastSequenceAndMeasures() throws Exception {
    bot.start();
    ScriptedGateway.Connection connection = bot.discord.accept().hello(100);
    connection.expect(Opcode.IDENTIFY);
    assertThat(connection.expect(Opcode.HEARTBEAT).isNull()).isTrue();
    assertThat(bot.shard.pulse().latencyNanos()).isEqualTo(-1);
    assertThat(bot.shard.pulse().lastAckAt()).isNull();
    connection.acknowledge();
    connection.ready("s1", bot.discord.url("/resume"));
    for (int i = 2; i < 5; i++) {
      connection.dispatch(i, "EVENT", "{}");
      assertThat(connection.expect(Opcode.HEARTBEAT).longValue()).isEqualTo(i);
      connection.acknowledge();
    }
    assertThat(bot.shard.pulse().latencyNanos()).isPositive();
    assertThat(bot.shard.pulse().lastAckAt()).isEqualTo(bot.clock.instant());
  }

  @Test
  void heartbeat_notAnswered_closesWithoutEndingTheSessionAndResumes() throws Exception {
    bot.start();
    ScriptedGateway.Connection connection = bot.discord.accept().hello(100);
    connection.expect(Opcode.IDENTIFY);
    connection.ready("s1", bot.discord.url("/resume"));

    assertThat(connection.closeCode()).isNotIn(1000, 1001).isBetween(4000, 4999);
    bot.resumed(2);
    assertThat(bot.count("zombies")).isEqualTo(1);
    assertThat(bot.count("identifies")).isEqualTo(1);
    assertThat(bot.shard.pulse().latencyNanos()).isEqualTo(-1);
  }

  @Test
  void heartbeat_asked_isAnsweredAtOnce() throws Exception {
    ScriptedGateway.Connection connection = bot.connected();
    for (int i = 0; i < 5; i++) {
      connection.send("{\"op\":1,\"d\":null,\"s\":null,\"t\":null}");
      assertThat(connection.expect(Opcode.HEARTBEAT).longValue()).isEqualTo(1);
    }
  }

  @Test
  void heartbeat_askedWithoutEnd_staysBelowTheSendLimit() throws Exception {
    ScriptedGateway.Connection connection = bot.connected();
    for (int i = 0; i < 1_000; i++) {
      connection.send("{\"op\":1,\"d\":null}");
    }
    connection.dispatch(2, "LAST", "{}");
    while (!bot.event().type().equals("LAST")) {}
    connection.close(4000);
    bot.resumed(3);

    assertThat(connection.pending()).isEqualTo(SendLimit.EVENTS - 1);
  }

  @Test
  void hello_comesAgain_neitherResumesNorIdentifiesAgain() throws Exception {
    ScriptedGateway.Connection connection = bot.connected();
    connection.hello().hello();
    connection.send("{\"op\":1}");

    connection.expect(Opcode.HEARTBEAT);
    assertThat(bot.count("identifies")).isEqualTo(1);
  }

  @Test
  void reconnect_afterHello_resumesOnTheResumeUrl() throws Exception {
    ScriptedGateway.Connection connection = bot.connected();
    connection.dispatch(9, "EVENT", "{}");
    connection.send("{\"op\":7,\"d\":null,\"s\":null,\"t\":null}");

    assertThat(connection.closeCode()).isEqualTo(4000);
    ScriptedGateway.Connection next = bot.discord.accept().hello();
    assertThat(next.path()).isEqualTo("/resume");
    assertThat(next.expect(Opcode.RESUME).path("seq").longValue()).isEqualTo(9);
    assertThat(bot.count("identifies")).isEqualTo(1);
  }

  @Test
  void reconnect_insteadOfHello_costsNoIdentify() throws Exception {
    bot.start();
    for (int i = 0; i < 5; i++) {
      bot.discord.accept().send("{\"op\":7,\"d\":null}");
    }
    ScriptedGateway.Connection connection = bot.discord.accept().hello();

    connection.expect(Opcode.IDENTIFY);
    assertThat(bot.count("identifies")).isEqualTo(1);
    assertThat(bot.identifies.info().identifiesLeft()).isEqualTo(999);
  }

  @Test
  void reconnect_insteadOfHelloWhileResuming_resumesAllTheSame() throws Exception {
    bot.connected().close(4000);
    bot.discord.accept().send("{\"op\":7,\"d\":null}");
    bot.resumed(2);

    assertThat(bot.count("identifies")).isEqualTo(1);
  }

  /// A server that disconnects each of its bots after IDENTIFY must not use up a whole day's
  /// budget.
  @Test
  void reconnect_afterEachIdentify_countsAsShortSession() throws Exception {
    bot.start();
    for (int i = 0; i < 2; i++) {
      ScriptedGateway.Connection connection = bot.discord.accept().hello();
      connection.expect(Opcode.IDENTIFY);
      bot.states.clear();
      bot.clock.advance(Duration.ofSeconds(6));
      connection.send("{\"op\":7,\"d\":null}");
    }
    ShardState.Waiting waiting = bot.until(ShardState.Waiting.class);

    assertThat(waiting.until()).isAfterOrEqualTo(bot.clock.instant().plusSeconds(2));
  }

  @Test
  void invalidSession_resumable_resumes() throws Exception {
    ScriptedGateway.Connection connection = bot.connected();
    connection.send("{\"op\":9,\"d\":true}");

    assertThat(connection.closeCode()).isEqualTo(4000);
    bot.resumed(2);
    assertThat(bot.count("identifies")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "null", "0", "\"true\"", "{}"})
  void invalidSession_notResumable_identifiesOnTheCachedUrl(String resumable) throws Exception {
    ScriptedGateway.Connection connection = bot.connected();
    bot.clock.advance(Duration.ofSeconds(6));
    connection.send("{\"op\":9,\"d\":" + resumable + "}");

    ScriptedGateway.Connection next = bot.discord.accept().hello();
    assertThat(next.path()).isEqualTo("/cached");
    next.expect(Opcode.IDENTIFY);
    next.ready("s2", bot.discord.url("/resume"));
    bot.until(ShardState.Connected.class);
    assertThat(bot.shard.resumePoint().sessionId()).isEqualTo("s2");
  }

  @Test
  void invalidSession_answerToResume_identifiesOnTheCachedUrl() throws Exception {
    bot.connected().close(4000);
    bot.clock.advance(Duration.ofSeconds(6));
    ScriptedGateway.Connection connection = bot.discord.accept().hello();
    connection.expect(Opcode.RESUME);
    connection.send("{\"op\":9,\"d\":false}");

    ScriptedGateway.Connection next = bot.discord.accept().hello();
    assertThat(next.path()).isEqualTo("/cached");
    next.expect(Opcode.IDENTIFY);
  }

  @Test
  void invalidSession_answerToResumeAfterFailures_endsTheirPauses() throws Exception {
    bot.connected().close(4000);
    bot.clock.advance(Duration.ofSeconds(6));
    for (int i = 0; i < 5; i++) {
      bot.discord.accept().drop();
    }
    ScriptedGateway.Connection connection = bot.discord.accept().hello();
    connection.expect(Opcode.RESUME);
    bot.settle();
    bot.states.clear();
    connection.send("{\"op\":9,\"d\":false}");

    ShardState.Waiting waiting = bot.until(ShardState.Waiting.class);
    assertThat(waiting.until()).isBeforeOrEqualTo(bot.clock.instant().plusMillis(1));
    bot.discord.accept().hello().expect(Opcode.IDENTIFY);
  }

  @Test
  void invalidSession_answerToIdentify_identifiesAgainInItsTurn() throws Exception {
    bot.start();
    ScriptedGateway.Connection connection = bot.discord.accept().hello();
    connection.expect(Opcode.IDENTIFY);
    bot.clock.advance(Duration.ofSeconds(6));
    connection.send("{\"op\":9,\"d\":true}");

    bot.discord.accept().hello().expect(Opcode.IDENTIFY);
    assertThat(bot.identifies.info().identifiesLeft()).isEqualTo(998);
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 1001, 1011, 4000, 4001, 4002, 4003, 4005, 4008, 4900})
  void close_passingFault_resumes(int code) throws Exception {
    ScriptedGateway.Connection connection = bot.connected();
    connection.dispatch(6, "EVENT", "{}");
    connection.close(code);

    ScriptedGateway.Connection next = bot.discord.accept().hello();
    assertThat(next.path()).isEqualTo("/resume");
    JsonNode resume = next.expect(Opcode.RESUME);
    assertThat(resume.path("session_id").textValue()).isEqualTo("s1");
    assertThat(resume.path("seq").longValue()).isEqualTo(6);
    assertThat(bot.count("identifies")).isEqualTo(1);
    boolean named = code < 4900;
    assertThat(bot.count("closes", "code", named ? Integer.toString(code) : "other")).isEqualTo(1);
  }

  @Test
  void close_withoutCloseFrame_resumes() throws Exception {
    bot.connected().drop();
    bot.resumed(2);

    assertThat(bot.count("identifies")).isEqualTo(1);
    assertThat(bot.count("closes", "code", "1006")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {4007, 4009})
  void close_sessionGone_identifiesOnTheCachedUrl(int code) throws Exception {
    ScriptedGateway.Connection connection = bot.connected();
    bot.clock.advance(Duration.ofSeconds(6));
    connection.close(code);

    ScriptedGateway.Connection next = bot.discord.accept().hello();
    assertThat(next.path()).isEqualTo("/cached");
    next.expect(Opcode.IDENTIFY);
  }

  @ParameterizedTest
  @CsvSource({
    "4004, TOKEN_REJECTED, token_rejected",
    "4010, RESHARD, refused",
    "4011, RESHARD, refused",
    "4012, UNSUPPORTED, refused",
    "4013, INVALID_INTENTS, refused",
    "4014, DISALLOWED_INTENTS, disallowed_intents",
  })
  void close_refusal_stopsForGood(int code, AfterClose because, String label) throws Exception {
    bot.start();
    ScriptedGateway.Connection connection = bot.discord.accept().hello();
    connection.expect(Opcode.IDENTIFY);
    connection.close(code);

    assertThat(bot.until(ShardState.Stopped.class).because()).isEqualTo(because);
    bot.stop(false);
    assertThat(bot.shard.state().label()).isEqualTo(label);
    assertThat(bot.shard.resumePoint()).isNull();
    assertThat(bot.states).isEmpty();
    assertThat(bot.discord.hasNext()).isFalse();
  }

  @Test
  void close_whileConnectedAndRefused_stopsForGood() throws Exception {
    bot.connected().close(4004);

    assertThat(bot.until(ShardState.Stopped.class).because()).isEqualTo(AfterClose.TOKEN_REJECTED);
  }

  @Test
  void close_tokenRefusedThoughItHolds_comesBackWithItsSession() throws Exception {
    bot.tokenHolds = Future.succeededFuture(true);
    bot.connected().close(4004);

    bot.resumed(2);
    assertThat(bot.count("identifies")).isEqualTo(1);
  }

  @Test
  void close_tokenRefusedAndNobodyKnows_comesBackEachTimeLater() throws Exception {
    bot.tokenHolds = Future.failedFuture("unreachable");
    bot.start();
    for (int i = 0; i < 2; i++) {
      ScriptedGateway.Connection connection = bot.discord.accept().hello();
      connection.expect(Opcode.IDENTIFY);
      bot.states.clear();
      bot.clock.advance(Duration.ofSeconds(6));
      connection.close(4004);
    }
    assertThat(bot.until(ShardState.Waiting.class).until()).isEqualTo(bot.clock.instant());

    assertThat(bot.until(ShardState.Waiting.class).until())
        .isAfterOrEqualTo(bot.clock.instant().plusSeconds(2));
  }

  @Test
  void stop_whileTheTokenIsAskedAbout_staysStopped() throws Exception {
    Promise<Boolean> answer = Promise.promise();
    bot.tokenHolds = answer.future();
    bot.connected().close(4004);
    bot.until(ShardState.Waiting.class);
    bot.stop(true);
    bot.onLoop(() -> answer.tryComplete(true));
    bot.settle();

    assertThat(bot.shard.state()).isInstanceOf(ShardState.Stopped.class);
    assertThat(bot.discord.hasNext()).isFalse();
  }

  @Test
  void close_rightAfterOpening_comesBackEachTimeLaterAndIdentifiesOnce() throws Exception {
    bot.start();
    for (int i = 0; i < 10; i++) {
      bot.discord.accept().close(4000);
    }
    bot.discord.accept().hello().expect(Opcode.IDENTIFY);

    assertThat(bot.identifies.info().identifiesLeft()).isEqualTo(999);
  }

  @Test
  void resume_urlAnswers503_resumesOnTheCachedUrl() throws Exception {
    bot.discord.refuse("/resume");
    bot.connected().close(4000);

    ScriptedGateway.Connection next = bot.discord.accept().hello();
    assertThat(next.path()).isEqualTo("/cached");
    next.expect(Opcode.RESUME);
    assertThat(bot.count("identifies")).isEqualTo(1);
  }

  @Test
  void resume_nobodyListensAtTheUrl_resumesOnTheCachedUrl() throws Exception {
    bot.start(new ResumePoint("s1", closedPort(), 3));

    ScriptedGateway.Connection next = bot.discord.accept().hello();
    assertThat(next.path()).isEqualTo("/cached");
    next.expect(Opcode.RESUME);
    assertThat(bot.count("identifies")).isZero();
  }

  @Test
  void resume_connectionsToTheUrlDrop_triesTheOtherInTurn() throws Exception {
    bot.connected().close(4000);
    for (String path : new String[] {"/resume", "/cached", "/resume", "/cached"}) {
      ScriptedGateway.Connection connection = bot.discord.accept();
      assertThat(connection.path()).isEqualTo(path);
      connection.drop();
    }
    assertThat(bot.resumed(2).path()).isEqualTo("/resume");
    assertThat(bot.count("identifies")).isEqualTo(1);
  }

  @Test
  void resume_succeededOnTheCachedUrl_startsWithTheResumeUrlNextTime() throws Exception {
    bot.connected().close(4000);
    bot.discord.accept().drop();
    ScriptedGateway.Connection connection = bot.resumed(2);
    assertThat(connection.path()).isEqualTo("/cached");
    connection.close(4000);

    assertThat(bot.discord.accept().path()).isEqualTo("/resume");
  }

  /// An event that cannot be parsed comes again with every RESUME.
  @Test
  void resume_replayIsMalformedForEver_givesTheSessionUpInTheEnd() throws Exception {
    bot.connected().close(4000);
    bot.clock.advance(Duration.ofSeconds(6));
    for (int i = 0; i < 12; i++) {
      ScriptedGateway.Connection connection = bot.discord.accept().hello();
      connection.expect(Opcode.RESUME);
      connection.send("{\"op\":0,\"t\":\"BROKEN\",\"d\":{}}");
    }
    bot.discord.accept().hello().expect(Opcode.IDENTIFY);
  }

  @Test
  void handshake_noHello_connectsAgainAndCostsNoIdentify() throws Exception {
    with(Compression.ZLIB_STREAM, Duration.ofMillis(300), 1000);
    bot.start();
    ScriptedGateway.Connection silent = bot.discord.accept();

    ScriptedGateway.Connection next = bot.discord.accept().hello();
    next.expect(Opcode.IDENTIFY);
    assertThat(silent.closeCode()).isEqualTo(4000);
    assertThat(bot.identifies.info().identifiesLeft()).isEqualTo(999);
  }

  @Test
  void handshake_noReady_connectsAgain() throws Exception {
    with(Compression.ZLIB_STREAM, Duration.ofMillis(300), 1000);
    bot.start();
    ScriptedGateway.Connection silent = bot.discord.accept().hello();
    silent.expect(Opcode.IDENTIFY);
    bot.clock.advance(Duration.ofSeconds(6));

    assertThat(silent.closeCode()).isEqualTo(4000);
    bot.discord.accept().hello().expect(Opcode.IDENTIFY);
  }

  @Test
  void handshake_replayWithoutEnd_resumesAgainFromWhereItCame() throws Exception {
    with(Compression.ZLIB_STREAM, Duration.ofMillis(300), 1000);
    bot.start(new ResumePoint("s1", bot.discord.url("/resume"), 10));
    ScriptedGateway.Connection slow = bot.discord.accept().hello();
    slow.expect(Opcode.RESUME);
    slow.dispatch(11, "EVENT", "{}");

    assertThat(slow.closeCode()).isEqualTo(4000);
    JsonNode resume = bot.discord.accept().hello().expect(Opcode.RESUME);
    assertThat(resume.path("seq").longValue()).isEqualTo(11);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " ",
        "x",
        "[]",
        "{\"op\":0}",
        "{\"op\":0,\"t\":\"EVENT\",\"d\":{}}",
        "{\"op\":0,\"s\":4,\"d\":{}}",
        "{\"op\":99999999999}",
        "{\"op\":0,\"s\":2,\"t\":\"READY\",\"d\":{}}",
        "{\"op\":0,\"s\":2,\"t\":\"READY\",\"d\":null}",
        "{\"op\":11}{\"op\":11}",
      })
  void payload_malformed_closesAndResumes(String payload) throws Exception {
    ScriptedGateway.Connection connection = bot.connected();
    connection.send(payload);

    assertThat(connection.closeCode()).isEqualTo(4000);
    bot.resumed(2);
    assertThat(bot.count("identifies")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"op\":10}",
        "{\"op\":10,\"d\":null}",
        "{\"op\":10,\"d\":{}}",
        "{\"op\":10,\"d\":{\"heartbeat_interval\":\"soon\"}}",
        "{\"op\":10,\"d\":{\"heartbeat_interval\":[]}}",
      })
  void hello_withoutInterval_connectsAgainAndCostsNoIdentify(String hello) throws Exception {
    bot.start();
    ScriptedGateway.Connection connection = bot.discord.accept();
    connection.send(hello);

    assertThat(connection.closeCode()).isEqualTo(4000);
    bot.discord.accept().hello().expect(Opcode.IDENTIFY);
    assertThat(bot.identifies.info().identifiesLeft()).isEqualTo(999);
  }

  @Test
  void payload_opcodesOfTheFuture_areLeftAlone() throws Exception {
    ScriptedGateway.Connection connection = bot.connected();
    bot.event();
    for (int op : new int[] {2, 3, 4, 5, 6, 8, 12, 31, 43, 999_999}) {
      connection.send("{\"op\":" + op + ",\"d\":{\"x\":[]},\"s\":null,\"t\":null}");
    }
    connection.dispatch(2, "EVENT", "1");

    assertThat(bot.event().type()).isEqualTo("EVENT");
    assertThat(bot.shard.state()).isInstanceOf(ShardState.Connected.class);
  }

  /// Some servers do not compress, whatever is requested.
  @Test
  void payload_textThoughCompressionWasAskedFor_isRead() throws Exception {
    bot.start();
    ScriptedGateway.Connection connection = bot.discord.accept().uncompressed().hello();
    connection.expect(Opcode.IDENTIFY);
    connection.ready("s", bot.discord.url("/resume"));

    assertThat(connection.query()).contains("zlib-stream");
    assertThat(bot.event().type()).isEqualTo("READY");
  }

  @Test
  void payload_larger_thanTheScratchBuffer_isWhole() throws Exception {
    ScriptedGateway.Connection connection = bot.connected();
    bot.event();
    String data = "[" + "1234567,".repeat(400_000) + "0]";
    connection.dispatch(2, "GUILD_CREATE", data);

    assertThat(bot.event().data()).isEqualTo(data.getBytes(UTF_8));
  }

  @Test
  void send_moreThanTheLimit_holdsTheRestBackButNoHeartbeat() throws Exception {
    ScriptedGateway.Connection connection = bot.connected();
    for (int i = 0; i < 300; i++) {
      String data = "{\"guild_id\":\"" + i + "\"}";
      assertThat(bot.<Boolean>onLoop(() -> bot.shard.send(Opcode.REQUEST_GUILD_MEMBERS, data)))
          .isTrue();
    }
    connection.send("{\"op\":1}");

    for (int i = 0; i < 109; i++) {
      assertThat(connection.expect(Opcode.REQUEST_GUILD_MEMBERS).path("guild_id").asInt())
          .isEqualTo(i);
    }
    connection.expect(Opcode.HEARTBEAT);
    assertThat(connection.pending()).isZero();
  }

  @Test
  void send_tooManyWait_isRefused() throws Exception {
    bot.connected();
    int taken =
        bot.onLoop(() -> {
          int count = 0;
          while (bot.shard.send(Opcode.PRESENCE_UPDATE, "{}")) {
            count++;
          }
          return count;
        });

    assertThat(taken).isEqualTo(109 + 256);
  }

  @Test
  void send_longerThanDiscordTakes_isRefused() throws Exception {
    ScriptedGateway.Connection connection = bot.connected();
    String longest = "\"" + "é".repeat((4096 - "{\"op\":8,\"d\":\"\"}".length()) / 2) + "\"";

    assertThat(bot.<Boolean>onLoop(() -> bot.shard.send(8, longest + " "))).isTrue();
    assertThat(bot.<Boolean>onLoop(() -> bot.shard.send(8, longest + "  "))).isFalse();
    connection.expect(Opcode.REQUEST_GUILD_MEMBERS);
  }

  /// As when a library requests members while Discord makes its bot reconnect.
  @Test
  void sendOrHold_whileTheShardIsOnItsWayBack_isSentInOrderOnceItIsBack() throws Exception {
    ScriptedGateway.Connection connection = bot.connected();
    connection.close(4000);
    ScriptedGateway.Connection next = bot.discord.accept().hello();
    next.expect(Opcode.RESUME);
    assertThat(hold(4, "1")).isTrue();
    assertThat(hold(8, "2")).isTrue();
    assertThat(hold(31, "3")).isTrue();
    next.dispatch(2, "EVENT", "{}");
    bot.settle();
    assertThat(next.pending()).isZero();
    next.resumed(3);

    assertThat(next.expect(4).asInt()).isEqualTo(1);
    assertThat(next.expect(8).asInt()).isEqualTo(2);
    assertThat(next.expect(31).asInt()).isEqualTo(3);
  }

  @Test
  void sendOrHold_connectionEndsWhileItWaitsForTheLimit_isSentOnTheNext() throws Exception {
    ScriptedGateway.Connection connection = bot.connected();
    for (int i = 0; i < 111; i++) {
      assertThat(hold(8, Integer.toString(i))).isTrue();
    }
    for (int i = 0; i < 109; i++) {
      connection.expect(8);
    }
    connection.close(4000);
    ScriptedGateway.Connection next = bot.resumed(2);

    assertThat(next.expect(8).asInt()).isEqualTo(109);
    assertThat(next.expect(8).asInt()).isEqualTo(110);
  }

  @Test
  void sendOrHold_withoutEnd_isRefusedInTheEnd() throws Exception {
    bot.start();
    bot.discord.accept();
    for (int i = 0; i < 256; i++) {
      assertThat(hold(8, "{}")).isTrue();
    }
    assertThat(hold(8, "{}")).isFalse();
    bot.stop(false);
    assertThat(hold(8, "{}")).isFalse();
  }

  private boolean hold(int op, String data) throws Exception {
    return bot.onLoop(() -> bot.shard.sendOrHold(op, data));
  }

  @Test
  void send_notConnected_isRefused() throws Exception {
    assertThat(bot.<Boolean>onLoop(() -> bot.shard.send(8, "{}"))).isFalse();
    bot.start();
    bot.discord.accept().hello().expect(Opcode.IDENTIFY);
    assertThat(bot.<Boolean>onLoop(() -> bot.shard.send(8, "{}"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"true, 4000", "false, 1000"})
  void stop_connected_closesWithTheCodeThatKeepsOrEndsTheSession(boolean keep, int code)
      throws Exception {
    ScriptedGateway.Connection connection = bot.connected();
    bot.stop(keep);

    assertThat(connection.closeCode()).isEqualTo(code);
    assertThat(bot.until(ShardState.Stopped.class).label()).isEqualTo("closed");
    assertThat(bot.shard.resumePoint())
        .isEqualTo(new ResumePoint("s1", bot.discord.url("/resume"), 1));
    assertThat(bot.discord.hasNext()).isFalse();
  }

  @Test
  void stop_waitingForItsNextTry_triesNoMore() throws Exception {
    bot.discord.refuse("/cached");
    bot.start();
    bot.until(ShardState.Waiting.class);
    bot.stop(true);
    bot.states.clear();
    bot.settle();

    assertThat(bot.shard.state()).isInstanceOf(ShardState.Stopped.class);
  }

  @Test
  void stop_waitingForItsTurnToIdentify_identifiesNotAndPassesOn() throws Exception {
    IdentifyQueue.Permit before = bot.onLoop(() -> bot.identifies.acquire(0)).result();
    bot.start();
    bot.stop(true);
    bot.onLoop(() -> {
      before.unused();
      return null;
    });
    ShardFixture.await(bot.onLoop(() -> bot.identifies.acquire(0)));

    assertThat(bot.discord.hasNext()).isFalse();
    assertThat(bot.identifies.info().identifiesLeft()).isEqualTo(1000);
  }

  @Test
  void stop_twice_isFine() throws Exception {
    bot.connected();
    bot.stop(true);
    bot.stop(false);
  }

  @Test
  void identify_budgetUsedUp_connectsNotAndSaysUntilWhen() throws Exception {
    with(Compression.NONE, Duration.ofSeconds(30), 0);
    bot.start();

    ShardState.Exhausted exhausted = bot.until(ShardState.Exhausted.class);
    assertThat(exhausted.until()).isEqualTo(bot.clock.instant().plus(Duration.ofHours(5)));
    assertThat(exhausted.label()).isEqualTo("waiting");
    assertThat(bot.discord.hasNext()).isFalse();
  }

  @Test
  void resume_budgetUsedUp_isNoHindrance() throws Exception {
    with(Compression.NONE, Duration.ofSeconds(30), 0);
    bot.start(new ResumePoint("s1", bot.discord.url("/resume"), 1));
    bot.resumed(2);
  }

  private static URI closedPort() throws Exception {
    try (var socket = new java.net.ServerSocket(0)) {
      return URI.create("ws://127.0.0.1:" + socket.getLocalPort());
    }
  }
}
