package dev.botswain.discord.rest;

import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Whether a bot's token is still valid. One route may answer 401 for its own reasons. So before
/// the token is given up, the route that returns its owner is asked too. Confined to the queue's
/// event loop.
final class TokenTrust {
  /// A token that was just proved valid is trusted for this long.
  private static final long TRUSTED = TimeUnit.SECONDS.toNanos(10);

  private final LongSupplier ticker;
  private final Supplier<Future<RestResponse>> whoAmI;
  private @Nullable Future<Boolean> check;
  private @Nullable Long provedAt;

  /// @param whoAmI asks Discord whose the token is; fails with a [TokenRejectedException] if it
  ///   belongs to no one
  TokenTrust(LongSupplier ticker, Supplier<Future<RestResponse>> whoAmI) {
    this.ticker = ticker;
    this.whoAmI = whoAmI;
  }

  /// False only if Discord said so; a missing answer proves nothing. Concurrent callers share one
  /// check.
  Future<Boolean> holds() {
    if (provedAt != null && ticker.getAsLong() - provedAt < TRUSTED) {
      return Future.succeededFuture(true);
    }
    if (check == null) {
      check = whoAmI.get().map(this::proof).otherwise(TokenTrust::isBelieved);
      check.onComplete(_ -> check = null);
    }
    return check;
  }

  private boolean proof(RestResponse response) {
    if (response.isSuccess()) {
      provedAt = ticker.getAsLong();
    }
    return true;
  }

  private static boolean isBelieved(Throwable failure) {
    return !(failure instanceof TokenRejectedException);
  }
}
