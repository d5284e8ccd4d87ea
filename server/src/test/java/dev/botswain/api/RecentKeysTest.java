package dev.botswain.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.botswain.api.IdempotencyKeys.Claim;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RecentKeysTest {
  private static final Duration MOST = Duration.ofSeconds(10);

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final RecentKeys keys = new RecentKeys(now::get, 10_000);
  private final Answer answer = Answer.json(Map.of("a", 1));

  @Test
  void claim_settledKey_isAnswered() throws Exception {
    assertThat(keys.claim("k", "r", MOST)).isEqualTo(new Claim.First());
    keys.settle("k", answer);

    assertThat(keys.claim("k", "r", MOST)).isEqualTo(new Claim.Answered(answer));
    assertThat(keys.claim("k", "other", MOST)).isEqualTo(new Claim.Other());
  }

  @Test
  void claim_keyAtWork_waitsForItsAnswer() throws Exception {
    keys.claim("k", "r", MOST);
    var second = claimElsewhere();
    keys.settle("k", answer);

    assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo(new Claim.Answered(answer));
  }

  @Test
  void claim_keyAtWorkThatIsForgotten_becomesTheFirst() throws Exception {
    keys.claim("k", "r", MOST);
    var second = claimElsewhere();
    keys.forget("k");

    assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo(new Claim.First());
  }

  @Test
  void claim_keyAtWorkForTooLong_fails() throws Exception {
    keys.claim("k", "r", MOST);

    assertThatThrownBy(() -> keys.claim("k", "r", Duration.ZERO))
        .isInstanceOf(TimeoutException.class);
  }

  @Test
  void claim_afterADay_isTheFirstAgain() throws Exception {
    keys.claim("k", "r", MOST);
    keys.settle("k", answer);
    now.set(Instant.EPOCH.plus(IdempotencyKeys.KEPT));

    assertThat(keys.claim("k", "r", MOST)).isEqualTo(new Claim.First());
  }

  @Test
  void claim_moreThanFit_forgetsTheOldest() throws Exception {
    for (int i = 0; i < 20; i++) {
      keys.claim("k" + i, "r", MOST);
      keys.settle("k" + i, Answer.json(Buffer.buffer("x".repeat(1000))));
    }

    assertThat(keys.claim("k19", "r", MOST)).isInstanceOf(Claim.Answered.class);
    assertThat(keys.claim("k0", "r", MOST)).isEqualTo(new Claim.First());
  }

  private CompletableFuture<Claim> claimElsewhere() {
    var claim = new CompletableFuture<Claim>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            claim.complete(keys.claim("k", "r", MOST));
          } catch (Exception e) {
            claim.completeExceptionally(e);
          }
        });
    return claim;
  }
}
