package dev.botswain.audit.http;

import dev.botswain.error.ApiError;
import dev.botswain.limit.Limit;
import dev.botswain.share.Shares;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Supplier;

/// Bounds the pages that are being read from the store at once: a filter that few records pass is
/// slow, and others wait for the same threads.
final class PagesInProgress {
  private static final Duration SOON = Duration.ofSeconds(1);

  private final Shares<String> pages = Limit.AUDIT_PAGES.shares();

  /// Reads, if there is room.
  ///
  /// @param tenant whose share is used
  /// @throws dev.botswain.error.RequestRefusedException if there is none
  <T> Future<T> read(String tenant, Supplier<Future<T>> page) {
    if (pages.take(tenant) != null) {
      throw ApiError.BUSY.because("too many pages of the audit are being read").retryAfter(SOON);
    }
    try {
      return page.get().onComplete(_ -> pages.give(tenant));
    } catch (RuntimeException refused) {
      pages.give(tenant);
      throw refused;
    }
  }
}
