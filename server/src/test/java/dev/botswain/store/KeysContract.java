package dev.botswain.store;

import static dev.botswain.store.Samples.NOON;
import static dev.botswain.store.Samples.await;
import static dev.botswain.store.StoreContract.timeOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.store.Change.ForgetKeys;
import dev.botswain.store.Change.PutKey;
import dev.botswain.store.Change.RemoveKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Requests that must act only once.
interface KeysContract extends StoreContract {
  private Optional<StoredKey> key(String key) {
    return await(store().keys().find(key));
  }

  private void put(String key, long bot, int second, int bytes) {
    write(new PutKey(new StoredKey(key, bot, "request", new byte[bytes], timeOf(second))));
  }

  private List<String> keptOf(String... keys) {
    return Stream.of(keys).filter(key -> key(key).isPresent()).toList();
  }

  @Test
  default void key_unknown_isNotFound() {
    assertThat(key("unknown")).isEmpty();
  }

  @Test
  default void putKey_beforeAndAfterItActed_isAsItWasLast() {
    write(new PutKey(new StoredKey("key", 7, "request", null, NOON)));
    assertThat(key("key")).contains(new StoredKey("key", 7, "request", null, NOON));

    var answered = new StoredKey("key", 7, "request", new byte[] {1, 2}, timeOf(3));
    write(new PutKey(answered));
    assertThat(key("key").orElseThrow()).usingRecursiveComparison().isEqualTo(answered);
  }

  @Test
  default void removeKey_one_leavesTheOthers() {
    put("a", 1, 0, 1);
    put("b", 1, 0, 1);
    write(new RemoveKey("a"), new RemoveKey("unknown"));

    assertThat(keptOf("a", "b")).containsExactly("b");
  }

  @Test
  default void forgetKeys_tooOld_go() {
    put("a", 1, 0, 1);
    put("b", 1, 5, 1);
    write(new ForgetKeys(timeOf(5), 100_000, 100_000));

    assertThat(keptOf("a", "b")).containsExactly("b");
  }

  @Test
  default void forgetKeys_moreThanABotsShare_oldestAreForgotten() {
    for (int i = 0; i < 4; i++) {
      put("a" + i, 1, i, 700);
    }
    put("b", 2, 0, 1);
    write(new ForgetKeys(Instant.EPOCH, 100_000, 2_000));

    assertThat(keptOf("a0", "a1", "a2", "a3", "b")).containsExactly("a2", "a3", "b");
  }

  @Test
  default void forgetKeys_moreThanAllMayBe_thoseOfWhoeverHasMostAreForgotten() {
    for (int i = 0; i < 4; i++) {
      put("a" + i, 1, i, 700);
    }
    put("b", 2, 0, 700);
    write(new ForgetKeys(Instant.EPOCH, 3_000, 4_000));

    assertThat(keptOf("a0", "a1", "a2", "a3", "b")).containsExactly("a2", "a3", "b");
  }

  @Test
  default void forgetKeys_ofBotsThatCountTogether_haveOneShare() {
    for (int i = 0; i < 4; i++) {
      put("a" + i, 1 + i % 2, i, 700);
    }
    put("b", 3, 0, 700);
    var together = Together.of(List.of(List.of(1L, 2L)));
    write(new ForgetKeys(Instant.EPOCH, 100_000, 2_000, together));
    assertThat(keptOf("a0", "a1", "a2", "a3", "b")).containsExactly("a2", "a3", "b");

    put("a4", 1, 9, 700);
    put("a5", 2, 9, 700);
    put("b1", 3, 1, 700);
    put("b2", 3, 2, 700);
    write(new ForgetKeys(Instant.EPOCH, 6_000, 4_500, together));
    assertThat(keptOf("a2", "a3", "a4", "a5", "b", "b1", "b2"))
        .containsExactly("a3", "a4", "a5", "b", "b1", "b2");
  }
}
