package dev.botswain.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

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
    assertThat(through(new TokenVeil(TOKEN, "S"), "x aab.aac y aab.aacaab.aac"))
        .isEqualTo("x S y SS");
  }

  @Test
  void pass_tokenOverManyPieces_isReplaced() {
    assertThat(through(new TokenVeil(TOKEN, "S"), "x a", "a", "b", ".", "aa", "c y"))
        .isEqualTo("x S y");
  }

  @Test
  void pass_nearlyAToken_isItself() {
    assertThat(through(new TokenVeil(TOKEN, "S"), "aab.aa", "b.aad")).isEqualTo("aab.aab.aad");
    assertThat(through(new TokenVeil(TOKEN, "S"), "aaab.aac")).isEqualTo("aS");
    assertThat(through(new TokenVeil(TOKEN, "S"), "aab.a")).isEqualTo("aab.a");
  }

  @Test
  void pass_nothingOfIt_isNotCopied() {
    var piece = Buffer.buffer("x".repeat(1_000));

    assertThat(new TokenVeil(TOKEN, "S").pass(piece)).isSameAs(piece);
  }

  @Test
  void ofSameLength_keepsTheLength() {
    assertThat(through(TokenVeil.ofSameLength(TOKEN), "<aab", ".aac>")).isEqualTo("<*******>");
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

      assertThat(through(new TokenVeil(TOKEN, "S"), pieces)).isEqualTo(text.replace(TOKEN, "S"));
    }
  }
}
