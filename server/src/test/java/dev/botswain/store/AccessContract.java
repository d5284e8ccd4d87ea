package dev.botswain.store;

import static dev.botswain.store.Samples.await;
import static dev.botswain.store.StoreContract.timeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.botswain.store.Change.BeginOperatorKey;
import dev.botswain.store.Change.PutApplication;
import dev.botswain.store.Change.PutInvitation;
import dev.botswain.store.Change.PutOperatorKey;
import dev.botswain.store.Change.PutTenant;
import dev.botswain.store.Change.RemoveApplication;
import dev.botswain.store.Change.RemoveInvitation;
import dev.botswain.store.Change.RemoveTenant;
import dev.botswain.store.Change.UseInvitation;
import io.vertx.core.Future;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Who may use the server.
interface AccessContract extends StoreContract {
  @Test
  default void operatorKey_never_isNone() {
    assertThat(await(store().access().operatorKey())).isEmpty();
  }

  @Test
  default void putOperatorKey_twice_isTheLast() {
    write(new PutOperatorKey(new StoredOperatorKey("aa")));
    var last = new StoredOperatorKey("bb", "aa", timeOf(9));
    write(new PutOperatorKey(last));

    assertThat(await(store().access().operatorKey())).contains(last);
  }

  @Test
  default void beginOperatorKey_twice_isTheFirst() {
    write(new BeginOperatorKey(new StoredOperatorKey("aa")));
    write(new BeginOperatorKey(new StoredOperatorKey("bb")));

    assertThat(await(store().access().operatorKey())).contains(new StoredOperatorKey("aa"));
  }

  @Test
  default void useInvitation_byTwoBots_isDoneForTheFirst() {
    write(new PutInvitation(invitation("aa", "a")));
    write(new UseInvitation("aa", 7, timeOf(3)), new PutTenant(new StoredTenant("a", "{}")));
    Future<Void> again =
        store()
            .write(
                List.of(
                    new PutApplication(new StoredApplication(8, "a")),
                    new UseInvitation("aa", 8, timeOf(4))));
    Future<Void> unknown = store().write(new UseInvitation("bb", 7, timeOf(4)));
    write(new UseInvitation("aa", 7, timeOf(3)));

    assertThatThrownBy(() -> await(again)).isInstanceOf(OvertakenException.class);
    assertThatThrownBy(() -> await(unknown)).isInstanceOf(OvertakenException.class);
    assertThat(await(store().access().applications(0, 9))).isEmpty();
    assertThat(await(store().access().tenants())).hasSize(1);
    assertThat(await(store().access().invitations()))
        .containsExactly(invitation("aa", "a").used(7, timeOf(3)));
  }

  private static StoredInvitation invitation(String hash, String tenant) {
    return new StoredInvitation(hash, tenant, null, "note", timeOf(1), timeOf(2), null, null);
  }

  @Test
  default void tenants_changed_areAsTheyWereLast() {
    write(new PutTenant(new StoredTenant("a", "{}")), new PutTenant(new StoredTenant("b", "{}")));
    write(new PutTenant(new StoredTenant("a", "{\"x\":1}")));

    assertThat(await(store().access().tenants()))
        .containsExactlyInAnyOrder(new StoredTenant("a", "{\"x\":1}"), new StoredTenant("b", "{}"));
  }

  @Test
  default void applications_inPages_areInOrderAndOnceEach() {
    write(
        new PutApplication(new StoredApplication(3, "a")),
        new PutApplication(new StoredApplication(1, "a")),
        new PutApplication(new StoredApplication(2, "a")),
        new PutApplication(new StoredApplication(1, "b")));

    assertThat(await(store().access().applications(0, 2)))
        .containsExactly(new StoredApplication(1, "b"), new StoredApplication(2, "a"));
    assertThat(await(store().access().applications(2, 2)))
        .containsExactly(new StoredApplication(3, "a"));
    write(new RemoveApplication(3));
    assertThat(await(store().access().applications(2, 2))).isEmpty();
  }

  @Test
  default void invitations_usedAndRemoved_areAsTheyWereLast() {
    var used = new StoredInvitation("aa", "a", 7L, "note", timeOf(1), timeOf(9), 7L, timeOf(3));
    write(new PutInvitation(invitation("aa", "a")), new PutInvitation(invitation("bb", "a")));
    write(new PutInvitation(used), new RemoveInvitation("bb"));

    assertThat(await(store().access().invitations())).containsExactly(used);
  }

  @Test
  default void removeTenant_withoutHeir_takesItsApplicationsAndInvitationsWithIt() {
    write(
        new PutTenant(new StoredTenant("a", "{}")),
        new PutApplication(new StoredApplication(1, "a")),
        new PutApplication(new StoredApplication(2, "b")),
        new PutInvitation(invitation("aa", "a")),
        new PutInvitation(invitation("bb", "b")));
    write(new RemoveTenant("a", null));

    assertThat(await(store().access().tenants())).isEmpty();
    assertThat(await(store().access().applications(0, 9)))
        .containsExactly(new StoredApplication(2, "b"));
    assertThat(await(store().access().invitations())).containsExactly(invitation("bb", "b"));
  }

  @Test
  default void removeTenant_withAnHeir_leavesItTheApplications() {
    write(
        new PutTenant(new StoredTenant("a", "{}")),
        new PutApplication(new StoredApplication(1, "a")),
        new RemoveTenant("a", "default"));

    assertThat(await(store().access().applications(0, 9)))
        .containsExactly(new StoredApplication(1, "default"));
  }
}
