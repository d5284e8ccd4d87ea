package dev.botswain.api;

import dev.botswain.error.ApiError;
import dev.botswain.http.Exchange;
import dev.botswain.limit.Limit;
import dev.botswain.share.Shares;

/// Bounds the simultaneous readers of events. Each takes some KiB, so their number is limited.
final class Readers {
  /// A reader that has not read for this many signs of life, five minutes, is given up.
  static final int MOST_STALLED = 20;

  private final Shares<String> reading = Limit.READERS.shares();

  /// A reader starts.
  ///
  /// @return to be run when it is done
  /// @throws RequestRefusedException if there are too many
  Runnable enter(Exchange exchange) {
    String tenant = exchange.tenant();
    if (reading.take(tenant) != null) {
      throw ApiError.BUSY.because("this server has too many readers of events");
    }
    return () -> reading.give(tenant);
  }
}
