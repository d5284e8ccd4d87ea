package dev.botswain.discord.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.discord.protocol.Opcode;
import org.junit.jupiter.api.Test;

/// What a shard sends, and what it holds back or refuses.
class ShardSendTest extends ScriptedShard {
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
}
