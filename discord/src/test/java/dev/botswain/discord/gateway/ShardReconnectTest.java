package dev.botswain.discord.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.discord.protocol.Opcode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Reconnecting because Discord asks for it, and sessions that Discord declares invalid.
class ShardReconnectTest extends ScriptedShard {
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
}
