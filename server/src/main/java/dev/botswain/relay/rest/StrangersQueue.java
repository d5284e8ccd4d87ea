package dev.botswain.relay.rest;

import dev.botswain.discord.rest.RestQueue;
import dev.botswain.error.ApiError;
import dev.botswain.http.Passage;
import dev.botswain.limit.Limit;
import dev.botswain.share.Shares;
import java.time.Duration;

/// The queue to Discord for requests without a session, of which each network has its share.
final class StrangersQueue implements AutoCloseable {
  private static final Duration SOON = Duration.ofSeconds(1);

  private final RestQueue queue;
  private final Shares<String> requests = Limit.STRANGERS_REQUESTS.shares();
  private final Shares<String> uploads = Limit.STRANGERS_UPLOADS.shares();

  StrangersQueue(RestQueue queue) {
    this.queue = queue;
  }

  RestQueue queue() {
    return queue;
  }

  /// Takes a place for a request, until it is done.
  ///
  /// @throws dev.botswain.error.RequestRefusedException if there is none
  void enter(Passage passage) {
    take(requests, passage);
  }

  /// Takes a place for a body that is read only when its turn has come, in the same way.
  void upload(Passage passage) {
    take(uploads, passage);
  }

  private static void take(Shares<String> places, Passage passage) {
    var network = passage.network();
    if (places.take(network) != null) {
      throw ApiError.BUSY.refusal().retryAfter(SOON);
    }
    passage.onDone(() -> places.give(network));
  }

  @Override
  public void close() {
    queue.close();
  }
}
