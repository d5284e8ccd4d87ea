package dev.botswain.discord.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.discord.protocol.Opcode;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which URL a shard resumes at, and handshakes that do not get on.
class ShardResumeTest extends ScriptedShard {
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

  private static URI closedPort() throws Exception {
    try (var socket = new java.net.ServerSocket(0)) {
      return URI.create("ws://127.0.0.1:" + socket.getLocalPort());
    }
  }
}
