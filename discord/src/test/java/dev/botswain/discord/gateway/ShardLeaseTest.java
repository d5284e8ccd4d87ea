package dev.botswain.discord.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.discord.protocol.Opcode;
import org.junit.jupiter.api.Test;

/// A program that may not connect for a while.
class ShardLeaseTest extends ScriptedShard {
  @Test
  void connection_thatIsOpen_stays() throws Exception {
    ScriptedGateway.Connection connection = bot.connected();
    bot.mayConnect = false;
    connection.dispatch(9, "EVENT", "{}");
    connection.send("{\"op\":1,\"d\":null}");

    connection.expect(Opcode.HEARTBEAT);
  }

  @Test
  void reconnect_whileItMayNot_waitsAndResumes() throws Exception {
    ScriptedGateway.Connection connection = bot.connected();
    bot.mayConnect = false;
    connection.close(4000);
    bot.until(ShardState.Waiting.class);
    bot.until(ShardState.Waiting.class);
    assertThat(bot.discord.hasNext()).isFalse();

    bot.mayConnect = true;

    bot.discord.accept().hello().expect(Opcode.RESUME);
  }

  @Test
  void hello_thatComesWhenItMayNotAnyMore_isNotAnswered() throws Exception {
    bot.start();
    ScriptedGateway.Connection connection = bot.discord.accept();
    bot.mayConnect = false;
    connection.hello();
    assertThat(connection.closeCode()).isEqualTo(4000);
    assertThat(bot.count("identifies")).isZero();

    bot.mayConnect = true;

    bot.discord.accept().hello().expect(Opcode.IDENTIFY);
  }
}
