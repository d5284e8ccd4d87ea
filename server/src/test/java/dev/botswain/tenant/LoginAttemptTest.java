package dev.botswain.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.botswain.config.AccessConfig.Login;
import dev.botswain.error.ApiError;
import dev.botswain.error.RequestRefusedException;
import dev.botswain.secret.Secret;
import dev.botswain.store.Change;
import dev.botswain.store.memory.MemoryStore;
import dev.botswain.time.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is checked of a login once Discord has said who the bot is.
class LoginAttemptTest {
  private static final Change NOTHING = new Change.RemoveKey("none");

  private final TenantRegistry registry =
      new TenantRegistry(new MemoryStore(), InstantSource.system());
  private final LoginPolicy policy =
      new LoginPolicy(Login.INVITED, List.of(), registry, Ticker.system());

  private LoginAttempt enter(long claimed, String invitation) {
    String id = Base64.getEncoder().encodeToString(Long.toString(claimed).getBytes());
    return policy.enter(new Secret(id + ".a.b"), invitation, "192.0.2.1");
  }

  private static void assertRefused(Runnable step, ApiError error) {
    assertThatThrownBy(step::run)
        .isInstanceOfSatisfying(
            RequestRefusedException.class, refused -> assertThat(refused.error()).isEqualTo(error));
  }

  private String invite(Long applicationId) {
    var terms = new Invitations.Terms(applicationId, "", Duration.ofDays(1));
    return registry.invite(new Tenant("acme", Quotas.NONE), false, terms, _ -> NOTHING).secret();
  }

  @Test
  void oldBot_eitherIdInAList_isLetIn() {
    registry.assign(2, "default", NOTHING);
    try (var attempt = enter(2, null)) {
      assertThatCode(() -> attempt.check(2, 1)).doesNotThrowAnyException();
      assertThatCode(() -> attempt.check(3, 2)).doesNotThrowAnyException();
    }
  }

  /// Both found the bot in no list before either of them was stored.
  @Test
  void redeem_afterAnotherLoginOfTheBot_storesWithoutUsingTheInvitation() {
    String invitation = invite(null);
    try (var first = registry.invitations().reserve(invitation, "token", 5L);
        var second = registry.invitations().reserve(invitation, "token", 5L)) {
      registry.redeem(first, 5, List.of(NOTHING));

      assertThatCode(() -> registry.redeem(second, 5, List.of(NOTHING))).doesNotThrowAnyException();
    }
  }

  @Test
  void bot_thatIsNotTheOneThatItsTokenClaims_isRefused() {
    registry.assign(2, "default", NOTHING);
    try (var attempt = enter(2, null)) {
      assertRefused(() -> attempt.check(3, 4), ApiError.LOGIN_NOT_ALLOWED);
    }
  }

  @Test
  void invitedBot_thatIsNotTheOneThatItsTokenClaims_isRefused() {
    try (var attempt = enter(2, invite(2L))) {
      assertRefused(() -> attempt.check(3, 4), ApiError.INVITATION_INVALID);
    }
  }

  @Test
  void invitedBot_whileItLogsIn_isOfItsTenant() {
    try (var attempt = enter(2, invite(null))) {
      attempt.check(2, 2);
      assertThat(registry.tenants().of(2).name()).isEqualTo("acme");
    }
    assertThat(registry.tenants().of(2).name()).isEqualTo("default");
  }

  @Test
  void invitedBot_whoseCallerGaveUp_isOfNoTenant() {
    var attempt = enter(2, invite(null));
    attempt.close();

    attempt.check(2, 2);

    assertThat(registry.tenants().of(2).name()).isEqualTo("default");
  }

  @Test
  void invitation_takenBackDuringTheLogin_storesNothing() {
    String secret = invite(null);
    try (var attempt = enter(2, secret)) {
      attempt.check(2, 2);
      registry.invitations().all().forEach(one -> registry.revoke(one, NOTHING));

      assertRefused(() -> attempt.store(2, List.of()), ApiError.INVITATION_INVALID);
    }
    assertThat(registry.tenants().listed()).isZero();
  }

  /// Generous, because other tests run at the same time: it takes microseconds.
  @Test
  void login_thatIsNotAllowed_costsFarLessThanAMillisecond() {
    int times = 20_000;
    long begun = System.nanoTime();
    for (int i = 0; i < times; i++) {
      assertRefused(() -> enter(2, null), ApiError.LOGIN_NOT_ALLOWED);
    }

    assertThat(Duration.ofNanos((System.nanoTime() - begun) / times))
        .isLessThan(Duration.ofMillis(1));
  }
}
