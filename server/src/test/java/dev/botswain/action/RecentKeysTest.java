package dev.botswain.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.botswain.MovableClock;
import dev.botswain.action.IdempotencyKeys.Claim;
import dev.botswain.action.IdempotencyKeys.Key;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class RecentKeysTest {
  private static final Duration MOST = Duration.ofSeconds(10);

  private final MovableClock clock = new MovableClock();
  private final RecentKeys keys = new RecentKeys(clock, 10_000, 8_000);
  private final Outcome outcome = done("{\"a\":1}");

  @Test
  void claim_settledKey_isAnswered() throws Exception {
    assertThat(keys.claim(key("k"), "r", MOST)).isEqualTo(new Claim.First());
    keys.settle(key("k"), outcome);

    assertThat(keys.claim(key("k"), "r", MOST)).isEqualTo(new Claim.Answered(outcome));
    assertThat(keys.claim(key("k"), "other", MOST)).isEqualTo(new Claim.Other());
  }

  @Test
  void claim_keyAtWork_waitsForItsAnswer() throws Exception {
    keys.claim(key("k"), "r", MOST);
    var second = claimElsewhere();
    keys.settle(key("k"), outcome);

    assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo(new Claim.Answered(outcome));
  }

  @Test
  void claim_keyAtWorkThatIsForgotten_becomesTheFirst() throws Exception {
    keys.claim(key("k"), "r", MOST);
    var second = claimElsewhere();
    keys.forget(key("k"));

    assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo(new Claim.First());
  }

  @Test
  void claim_keyAtWorkForTooLong_fails() throws Exception {
    keys.claim(key("k"), "r", MOST);

    assertThatThrownBy(() -> keys.claim(key("k"), "r", Duration.ZERO))
        .isInstanceOf(TimeoutException.class);
  }

  @Test
  void claim_afterADay_isTheFirstAgain() throws Exception {
    keys.claim(key("k"), "r", MOST);
    keys.settle(key("k"), outcome);
    clock.set(IdempotencyKeys.KEPT.multipliedBy(2));
    clock.set(IdempotencyKeys.KEPT.multipliedBy(-4));
    clock.advance(IdempotencyKeys.KEPT);

    assertThat(keys.claim(key("k"), "r", MOST)).isEqualTo(new Claim.First());
  }

  @Test
  void claim_moreThanFit_forgetsTheOldest() throws Exception {
    for (int i = 0; i < 20; i++) {
      keys.claim(key("k" + i), "r", MOST);
      keys.settle(key("k" + i), done("x".repeat(1000)));
    }

    assertThat(keys.claim(key("k19"), "r", MOST)).isInstanceOf(Claim.Answered.class);
    assertThat(keys.claim(key("k0"), "r", MOST)).isEqualTo(new Claim.First());
  }

  @Test
  void claim_manyOfOneBot_leavesThoseOfAnother() throws Exception {
    keys.claim(new Key("bot 2", 2, "other"), "r", MOST);
    keys.settle(new Key("bot 2", 2, "other"), outcome);
    for (int i = 0; i < 20; i++) {
      keys.claim(key("k" + i), "r", MOST);
      keys.settle(key("k" + i), done("x".repeat(1000)));
    }

    assertThat(keys.claim(new Key("bot 2", 2, "other"), "r", MOST))
        .isEqualTo(new Claim.Answered(outcome));
    assertThat(keys.claim(key("k0"), "r", MOST)).isEqualTo(new Claim.First());
  }

  @Test
  void claim_botsOfOneTenant_haveOneShare() throws Exception {
    keys.claim(new Key("bot 9", 9, "other"), "r", MOST);
    keys.settle(new Key("bot 9", 9, "other"), outcome);
    for (int i = 0; i < 12; i++) {
      var key = new Key("tenant a", i % 2, "k" + i);
      keys.claim(key, "r", MOST);
      keys.settle(key, done("x".repeat(1000)));
    }

    assertThat(keys.claim(new Key("bot 9", 9, "other"), "r", MOST))
        .isEqualTo(new Claim.Answered(outcome));
    assertThat(keys.claim(new Key("tenant a", 1, "k11"), "r", MOST))
        .isInstanceOf(Claim.Answered.class);
    assertThat(keys.claim(new Key("tenant a", 0, "k0"), "r", MOST)).isEqualTo(new Claim.First());
  }

  private static Outcome done(String json) {
    return new Outcome.Done(Buffer.buffer(json), null, false);
  }

  private static Key key(String text) {
    return new Key("bot 1", 1, text);
  }

  private CompletableFuture<Claim> claimElsewhere() {
    var claim = new CompletableFuture<Claim>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            claim.complete(keys.claim(key("k"), "r", MOST));
          } catch (Exception e) {
            claim.completeExceptionally(e);
          }
        });
    return claim;
  }
}
