package dev.botswain;

import static dev.botswain.ForeignServer.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.Botswain.Answer;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Servers that speak as Discord does, only not quite: nothing of what they say otherwise is taken
/// for something else, and callers are told what is wrong.
class ForeignServerTest {
  private ForeignServer discord = new ForeignServer(Map.of("BOTSWAIN_LOGIN_WAIT", "1s"));

  @AfterEach
  void close() {
    discord.close();
  }

  @Test
  void login_gatewayClosesAtOnce_namesCodeAndReason() {
    discord.welcome(socket -> socket.close((short) 4002, "Missing User-Agent, " + TOKEN));

    Answer login = discord.botswain().login(TOKEN);
    assertThat(login.status()).isEqualTo(504);
    assertThat(login.raw().body()).contains("4002: Missing User-Agent").doesNotContain(TOKEN);
  }

  @Test
  void login_gatewayRefusesForGood_namesCodeAndReason() {
    discord.welcome(socket -> socket.close((short) 4012, "Wrong version"));

    Answer login = discord.botswain().login(TOKEN);
    assertThat(login.status()).isEqualTo(502);
    assertThat(login.raw().body()).contains("4012: Wrong version");
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "null", "absent"})
  void login_ofAUser_isRefusedAndLeavesNothing(String bot) {
    JsonObject user = ForeignServer.user(ForeignServer.BOT);
    discord.on(
        "GET",
        "/users/@me",
        200,
        switch (bot) {
          case "false" -> user.put("bot", false);
          case "null" -> user.putNull("bot");
          default -> user;
        });

    Answer login = discord.botswain().login(TOKEN);
    assertThat(login.status()).isEqualTo(401);
    assertThat(login.body().path("code").asText()).isEqualTo("not_a_bot");
    assertThat(login.body().path("sessionId").isMissingNode()).isTrue();
    assertThat(discord.identify()).isEmpty();
  }
}
