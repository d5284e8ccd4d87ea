package dev.botswain.discord.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenVeilTest {
  private static final String TOKEN = "aab.aac";

  private static String through(TokenVeil veil, String... pieces) {
    var passed = Buffer.buffer();
    for (var piece : pieces) {
      passed.appendBuffer(veil.pass(Buffer.buffer(piece)));
    }
    return passed.appendBuffer(veil.end()).toString();
  }

  @Test
  void pass_tokenInOnePiece_isReplaced() {
    assertThat(through(ofToken(), "x aab.aac y aab.aacaab.aac")).isEqualTo("x S y SS");
  }

  @Test
  void pass_tokenOverManyPieces_isReplaced() {
    assertThat(through(ofToken(), "x a", "a", "b", ".", "aa", "c y")).isEqualTo("x S y");
  }

  @Test
  void pass_nearlyAToken_isItself() {
    assertThat(through(ofToken(), "aab.aa", "b.aad")).isEqualTo("aab.aab.aad");
    assertThat(through(ofToken(), "aaab.aac")).isEqualTo("aS");
    assertThat(through(ofToken(), "aab.a")).isEqualTo("aab.a");
  }

  @Test
  void pass_nothingOfIt_isNotCopied() {
    var piece = Buffer.buffer("x".repeat(1_000));

    assertThat(ofToken().pass(piece)).isSameAs(piece);
  }

  @Test
  void ofSameLength_keepsTheLength() {
    assertThat(through(new TokenVeil(TOKEN, TokenVeil.REDACTED, true, null), "<aab", ".aac>"))
        .isEqualTo("<*******>");
  }

  @Test
  void ofSameLength_roomForTheWord_hasIt() {
    assertThat(
            through(
                new TokenVeil("a-longer-token", TokenVeil.REDACTED, true, null),
                "<a-longer-token>"))
        .isEqualTo("<[REDACTED]****>");
  }

  private static TokenVeil ofToken() {
    return new TokenVeil(TOKEN, "S", false, null);
  }

  private static final String ID = "AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_abcde";

  private static TokenVeil ofIds() {
    return new TokenVeil("a-long/token", "T", false, ID::equals);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s",
        "\"%s\"",
        "id=%s&",
        "id-%s",
        "%s-x",
        "my_%s_id",
        " %s %s ",
        "x%s",
        "%sx",
        "%1$s.%1$s"
      })
  void pass_idOfASession_isReplacedWhereItStandsAlone(String form) {
    var text = String.format(form, ID, ID);

    for (int size = 1; size <= text.length(); size++) {
      assertThat(through(ofIds(), text.split("(?<=\\G.{" + size + "})")))
          .isEqualTo(text.replace(ID, "[REDACTED]"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\\u002dlong/token",
        "a-long\\/token",
        "\\u0061-long/toke\\u006E",
        "\\\\a-long\\u002ftoken",
        "\\u00e9a-long/token\\u00e9"
      })
  void pass_escapedToken_isReplaced(String text) {
    for (int size = 1; size <= text.length(); size++) {
      assertThat(through(ofIds(), text.split("(?<=\\G.{" + size + "})")))
          .contains("T")
          .doesNotContain("long", "oken");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\\\\u002dlong/token",
        "a\\u002elong/token",
        "\\",
        "\\u00",
        "\\u006",
        "x\\u0041\\\\"
      })
  void pass_noToken_isItself(String text) {
    for (int size = 1; size <= text.length(); size++) {
      assertThat(through(ofIds(), text.split("(?<=\\G.{" + size + "})"))).isEqualTo(text);
    }
  }

  @Test
  void pass_longWords_areAskedAboutSeldom() {
    var asked = new AtomicInteger();
    var veil =
        new TokenVeil(
            TOKEN,
            "S",
            false,
            _ -> {
              asked.incrementAndGet();
              return false;
            });

    through(veil, "aB3".repeat(10_000), " " + "0123456789abcdef".repeat(4) + " ");

    assertThat(asked.get()).isLessThan(4);
  }

  /// Many near misses, cut anywhere.
  @Test
  void pass_anyCut_isAsIfUncut() {
    var random = new Random(4);
    for (int i = 0; i < 2_000; i++) {
      var text =
          random
              .ints(random.nextInt(60), 0, 4)
              .mapToObj(n -> new String[] {"a", "b.", "aab.", TOKEN}[n])
              .collect(Collectors.joining());
      var pieces =
          text.isEmpty() ? new String[0] : text.split("(?<=\\G.{" + (1 + random.nextInt(9)) + "})");

      assertThat(through(ofToken(), pieces)).isEqualTo(text.replace(TOKEN, "S"));
    }
  }
}
