package dev.botswain.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.testing.Botswain;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The command against a server and the sim.
class DoctorCommandTest {
  private static Botswain botswain;
  private static Map<String, String> environment;

  @BeforeAll
  static void start() {
    botswain = Botswain.start();
    environment =
        Map.of("BOTSWAIN_URL", botswain.url(), "BOTSWAIN_OPERATOR_KEY", Botswain.OPERATOR_KEY);
  }

  @AfterAll
  static void stop() {
    botswain.close();
  }

  private static Typed doctor(String stdin, String... words) {
    var all = new String[words.length + 1];
    all[0] = "doctor";
    System.arraycopy(words, 0, all, 1, words.length);
    return Typed.at(null, stdin, environment, all);
  }

  @Test
  void healthyBot_isToldSo_andEndsWithZero() {
    Typed typed = doctor(Botswain.TOKEN_THREE_GUILDS + "\n", "--token-stdin");

    assertThat(typed.status()).as(typed.err()).isZero();
    assertThat(typed.out())
        .startsWith("Fleet Radio 1422825357312000002: nothing is wrong\n")
        .contains("notice cannot_be_known: ")
        .contains("Invite: https://discord.com/oauth2/authorize?client_id=1422825357312000002");
  }

  @Test
  void findings_areTold_withWhatHelps_andEndWithSix() {
    Typed typed = doctor(Botswain.TOKEN_NO_INTENTS, "--token-stdin");

    assertThat(typed.status()).isEqualTo(6);
    assertThat(typed.out())
        .contains("warning message_content_off: The bot cannot read")
        .contains("  wanted: GUILD_MEMBERS, GUILD_PRESENCES, MESSAGE_CONTENT\n")
        .contains("  https://discord.com/developers/applications/1422825357312000003/bot\n");
  }

  @Test
  void json_isTheApis() {
    Typed typed = doctor(Botswain.TOKEN, "--token-stdin", "--json", "--bot", "1422825357312000099");

    assertThat(typed.status()).isEqualTo(6);
    assertThat(typed.out()).startsWith("{\"bot\":{").contains("\"token_of_another_bot\"");
  }

  @Test
  void keyAndToken_bothOnStdin_areReadInThisOrder() {
    Typed typed =
        Typed.at(
            null,
            Botswain.OPERATOR_KEY + "\n" + Botswain.TOKEN + "\n",
            Map.of("BOTSWAIN_URL", botswain.url()),
            "doctor",
            "--key-stdin",
            "--token-stdin");

    assertThat(typed.status()).as(typed.err()).isZero();
  }

  @Test
  void token_missing_isMisuse() {
    assertThat(doctor("").status()).isEqualTo(2);
    assertThat(doctor("", "--token-stdin").err()).contains("standard input holds no token");
  }
}
