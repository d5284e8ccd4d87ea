package dev.botswain.api;

import dev.botswain.error.ApiError;
import dev.botswain.http.Exchange;
import dev.botswain.limit.Limit;
import dev.botswain.share.Shares;

/// How many read events at the same time. Each costs some KiB, so there is an end to it.
final class Readers {
  /// A reader that has not read since so many signs of life were due, five minutes, is given up.
  static final int MOST_STALLED = 20;

  private final Shares<String> reading = Limit.READERS.shares();

  /// Somebody begins to read.
  ///
  /// @return to be run when they are done
  /// @throws RequestRefusedException if there are too many
  Runnable enter(Exchange exchange) {
    String tenant = exchange.tenant();
    if (reading.take(tenant) != null) {
      throw ApiError.BUSY.because("this server has too many readers of events");
    }
    return () -> reading.give(tenant);
  }
}
