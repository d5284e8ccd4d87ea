package dev.botswain.discord.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.botswain.share.Bound;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class UnknownTokensTest {
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  private volatile long now = 5 * MINUTE;
  private final UnknownTokens tokens = new UnknownTokens(() -> now, new Bound(5, 3));

  private void reject(String hash, String network) {
    try (var trial = tokens.begin(hash, network)) {
      trial.rejected();
    }
  }

  @Test
  void rejectedToken_isNotTriedAgainForTenMinutes() {
    reject("a", "n1");

    assertThatThrownBy(() -> tokens.begin("a", "n2")).isInstanceOf(TokenRejectedException.class);
    now += 11 * MINUTE;
    tokens.begin("a", "n2").close();
  }

  @Test
  void rejectedAtWork_isNotTriedAgain() {
    try (var trial = tokens.begin("a", "n1")) {
      trial.accepted();
    }
    tokens.reject("a");

    assertThatThrownBy(() -> tokens.begin("a", "n1")).isInstanceOf(TokenRejectedException.class);
  }

  @Test
  void network_withItsShareRejected_isRefused_othersAreNot() {
    reject("a", "n1");
    reject("b", "n1");
    reject("c", "n1");

    assertThatThrownBy(() -> tokens.begin("d", "n1"))
        .isInstanceOfSatisfying(
            InvalidRequestGuardException.class,
            refusal -> assertThat(refusal.retryAfter().toMinutes()).isBetween(9L, 10L));
    reject("e", "n2");
    now += 11 * MINUTE;
    tokens.begin("d", "n1").close();
  }

  @Test
  void allTogether_withTheTotalRejected_areRefused() {
    for (int i = 0; i < 5; i++) {
      reject("t" + i, "n" + i);
    }

    assertThatThrownBy(() -> tokens.begin("x", "n9"))
        .isInstanceOf(InvalidRequestGuardException.class);
  }

  @Test
  void goodTokens_useNothingUp() {
    for (int i = 0; i < 50; i++) {
      try (var trial = tokens.begin("t" + i, "n1")) {
        trial.accepted();
      }
    }
    for (int i = 0; i < 50; i++) {
      tokens.begin("u" + i, "n1").close();
    }
    reject("v", "n1");
  }

  @Test
  void knownToken_needsNoPlace() {
    try (var trial = tokens.begin("known", "n1")) {
      trial.accepted();
    }
    reject("a", "n1");
    reject("b", "n1");
    reject("c", "n1");

    tokens.begin("known", "n1").close();
  }

  /// Another process.
  private final UnknownTokens elsewhere = new UnknownTokens(() -> now, new Bound(5, 3));

  private void exchange() {
    elsewhere.learn(tokens.take());
  }

  @Test
  void rejectedElsewhere_isNotTriedHere() {
    exchange();
    try (var trial = elsewhere.begin("b", "n1")) {
      trial.accepted();
    }
    reject("a", "n1");
    tokens.reject("b");
    exchange();

    for (String hash : List.of("a", "b")) {
      assertThatThrownBy(() -> elsewhere.begin(hash, "n2"))
          .isInstanceOf(TokenRejectedException.class);
    }
    now += 11 * MINUTE;
    elsewhere.begin("a", "n2").close();
  }

  @Test
  void budget_ofANetwork_isUsedElsewhereToo() {
    exchange();
    reject("a", "n1");
    reject("b", "n1");
    now += 5 * MINUTE;
    exchange();
    try (var trial = elsewhere.begin("c", "n1")) {
      trial.rejected();
    }

    assertThatThrownBy(() -> elsewhere.begin("d", "n1"))
        .isInstanceOfSatisfying(
            InvalidRequestGuardException.class,
            refusal -> assertThat(refusal.retryAfter().toMinutes()).isBetween(4L, 5L));
    elsewhere.begin("d", "n2").close();
  }

  @Test
  void take_whatCouldNotBeTold_isTakenAgain() {
    tokens.take();
    reject("a", "n1");
    tokens.putBack(tokens.take());
    now += MINUTE;

    assertThat(tokens.take())
        .containsExactly(new AddressCounts.Rejected("a", "n1", Duration.ofMinutes(1)));
  }

  /// Otherwise a burst would be through before the first answer.
  @Test
  void placesTaken_theNextWaitsForAnOutcome() throws Exception {
    var one = tokens.begin("a", "n1");
    tokens.begin("b", "n1");
    tokens.begin("c", "n1");
    var waiting = new CompletableFuture<UnknownTokens.Trial>();
    var thread = Thread.ofVirtual().start(() -> waiting.complete(tokens.begin("d", "n1")));
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    one.accepted();

    waiting.get().close();
  }
}
