package dev.botswain.discord.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.discord.protocol.Opcode;
import io.vertx.core.Promise;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The ordinary life of a shard: start, payloads, heartbeats, identify budget, stop.
class ShardTest extends ScriptedShard {
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
    ScriptedGateway.Connection connection = bot.discord.accept().hello(500);
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
}
