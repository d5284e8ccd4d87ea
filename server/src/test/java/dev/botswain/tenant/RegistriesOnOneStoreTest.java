package dev.botswain.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.botswain.error.ApiError;
import dev.botswain.error.RequestRefusedException;
import dev.botswain.limit.Quota;
import dev.botswain.store.Change;
import dev.botswain.store.Store;
import dev.botswain.store.StoredAuditRecord;
import dev.botswain.store.memory.MemoryStore;
import dev.botswain.time.Await;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Two nodes' registries.
class RegistriesOnOneStoreTest {
  private static final Invitations.Terms TERMS =
      new Invitations.Terms(null, "", Duration.ofDays(1));

  private final Store store = new MemoryStore();
  private final TenantRegistry here = new TenantRegistry(store, Clock.systemUTC());
  private final TenantRegistry there = new TenantRegistry(store, Clock.systemUTC());
  private long lastRecord;

  private Change record() {
    lastRecord++;
    var actor = new StoredAuditRecord.Actor("operator", null, "", true, "::1");
    return new Change.PutAuditRecord(
        new StoredAuditRecord(lastRecord, Instant.EPOCH, actor, 0, "test", "", false, "r", null));
  }

  private static Tenant tenant(String name) {
    return new Tenant(name, Quotas.NONE);
  }

  @Test
  void load_afterChangesElsewhere_isAsThere() {
    here.add(tenant("a"), record());
    here.add(tenant("b"), record());
    here.assign(1, "a", record());
    here.assign(2, "b", record());
    String secret = here.invite(tenant("a"), false, TERMS, _ -> record()).secret();
    there.load();

    assertThat(there.tenants().of(1).name()).isEqualTo("a");
    there.invitations().reserve(secret, "token", 7L).close();

    var quotas = new Quotas(3L, null, null, null, null, null, null);
    here.change(new Tenant("b", quotas), record());
    here.remove(tenant("a"), tenant("b"), record());
    there.load();
    assertThat(there.tenants().named("a")).isNull();
    assertThat(there.tenants().of(1).quotas()).isEqualTo(quotas);
    assertThat(there.invitations().all()).isEmpty();
    here.unassign(2, record());
    there.load();
    assertThat(there.tenants().list(2, 2)).isFalse();
    assertThat(there.tenants().owner(1, 1).quota(Quota.BOTS)).isEqualTo(3);
  }

  /// Otherwise a login at that moment would be refused, or count toward the wrong tenant.
  @Test
  void load_whileReadersLook_hasNoMomentWithout() throws Exception {
    here.add(tenant("a"), record());
    here.add(tenant("b"), record());
    for (int id = 1; id <= 200; id++) {
      here.assign(id, id % 2 == 0 ? "a" : "b", record());
    }
    there.load();
    var done = new AtomicBoolean();
    var holes = new AtomicInteger();
    Thread reader =
        Thread.ofPlatform()
            .start(() -> {
              while (!done.get()) {
                for (int id = 1; id <= 200; id++) {
                  if (there.tenants().of(id).isDefault()) {
                    holes.incrementAndGet();
                  }
                }
              }
            });
    for (int round = 0; round < 100; round++) {
      here.assign(1 + round, round % 2 == 0 ? "a" : "b", record());
      there.load();
    }
    done.set(true);
    reader.join();

    assertThat(holes).hasValue(0);
  }

  @Test
  void quota_ofATenant_isLessHereByWhatItUsesElsewhere() {
    here.add(new Tenant("a", new Quotas(5L, 10L, null, null, null, null, null)), record());
    here.add(new Tenant("b-a", new Quotas(5L, null, null, null, null, null, null)), record());
    here.assign(1, "a", record());
    here.assign(2, "b-a", record());
    Tenants tenants = here.tenants();
    tenants.elsewhere(
        Map.of(Tenants.use("a", Quota.BOTS), 3L, Tenants.use("a", Quota.SESSIONS), 11L));

    assertThat(tenants.owner(1, 1).most(Quota.BOTS, 99)).isEqualTo(2);
    assertThat(tenants.owner(1, 1).most(Quota.SESSIONS, 99)).isZero();
    assertThat(tenants.owner(1, 1).most(Quota.WEBHOOKS, 99)).isEqualTo(99);
    assertThat(tenants.owner(1, 1).quota(Quota.BOTS)).isEqualTo(5);
    assertThat(tenants.owner(2, 2).most(Quota.BOTS, 99)).isEqualTo(5);
    assertThat(tenants.botsElsewhere(here.tenants().of(1))).isEqualTo(3);
    tenants.elsewhere(Map.of());
    assertThat(tenants.owner(1, 1).most(Quota.BOTS, 99)).isEqualTo(5);
  }

  @Test
  void invitation_usedAtTwoNodesAtOnce_isUsedOnce() {
    String secret = here.invite(tenant("a"), false, TERMS, _ -> record()).secret();
    there.load();
    try (var one = here.invitations().reserve(secret, "token 1", 1L);
        var other = there.invitations().reserve(secret, "token 2", 2L)) {
      here.redeem(one, 1, List.of(record()));

      assertThatThrownBy(() -> there.redeem(other, 2, List.of(record())))
          .isInstanceOfSatisfying(
              RequestRefusedException.class,
              refusal -> {
                assertThat(refusal.error()).isEqualTo(ApiError.INVITATION_INVALID);
                assertThat(refusal.getMessage()).contains("has been used");
              });
    }
    assertThat(Await.of(store.access().applications(0, 9))).hasSize(1);
    assertThat(there.tenants().list(2, 2)).isFalse();
  }

  @Test
  void invitation_takenBackAtAnotherNode_cannotBeUsed() {
    var made = here.invite(tenant("a"), false, TERMS, _ -> record());
    there.load();
    try (var held = there.invitations().reserve(made.secret(), "token", 2L)) {
      here.revoke(made.invitation(), record());

      assertThatThrownBy(() -> there.redeem(held, 2, List.of(record())))
          .isInstanceOf(RequestRefusedException.class);
    }
    assertThat(Await.of(store.access().applications(0, 9))).isEmpty();
  }
}
