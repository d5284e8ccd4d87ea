package dev.botswain.discord.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.discord.protocol.Opcode;
import io.vertx.core.Future;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Connections that end, by what they end with.
class ShardCloseTest extends ScriptedShard {
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
  void close_rightAfterOpening_comesBackEachTimeLaterAndIdentifiesOnce() throws Exception {
    bot.start();
    for (int i = 0; i < 10; i++) {
      bot.discord.accept().close(4000);
    }
    bot.discord.accept().hello().expect(Opcode.IDENTIFY);

    assertThat(bot.identifies.info().identifiesLeft()).isEqualTo(999);
  }
}
