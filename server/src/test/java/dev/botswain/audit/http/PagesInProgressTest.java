package dev.botswain.audit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.botswain.error.RequestRefusedException;
import dev.botswain.limit.Limit;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.junit.jupiter.api.Test;

/// One tenant does not keep the others from the store.
class PagesInProgressTest {
  private final PagesInProgress pages = new PagesInProgress();

  @Test
  void pages_ofOneTenantAtOnce_areBounded() {
    Promise<String> slow = Promise.promise();
    for (int i = 0; i < Limit.AUDIT_PAGES.share(); i++) {
      pages.read("bot 1", slow::future);
    }

    assertThatThrownBy(() -> pages.read("bot 1", slow::future))
        .isInstanceOf(RequestRefusedException.class);
    assertThat(pages.read("bot 2", () -> Future.succeededFuture("read")).result())
        .isEqualTo("read");

    slow.fail("the disk is slow");
    assertThat(pages.read("bot 1", () -> Future.succeededFuture("read")).result())
        .isEqualTo("read");
  }

  @Test
  void page_refusedBeforeItIsRead_takesNoRoom() {
    for (int i = 0; i < Limit.AUDIT_PAGES.share() + 1; i++) {
      assertThatThrownBy(() ->
              pages.read(
                  "bot 1",
                  () -> {
                    throw new IllegalArgumentException("a filter");
                  }))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(pages.read("bot 1", () -> Future.succeededFuture("read")).result())
        .isEqualTo("read");
  }
}
