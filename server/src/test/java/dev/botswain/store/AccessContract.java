package dev.botswain.store;

import static dev.botswain.store.Samples.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.store.Change.PutOperatorKey;
import org.junit.jupiter.api.Test;

/// Who may use the server.
interface AccessContract extends StoreContract {
  @Test
  default void operatorKey_never_isNone() {
    assertThat(await(store().access().operatorKey())).isEmpty();
  }

  @Test
  default void putOperatorKey_twice_isTheLast() {
    write(new PutOperatorKey("aa"));
    write(new PutOperatorKey("bb"));

    assertThat(await(store().access().operatorKey())).contains("bb");
  }
}
