package dev.botswain.webhook;

import dev.botswain.config.Reach;
import dev.botswain.net.Names;
import dev.botswain.webhook.DeliveryOutcome.Failed.Reason;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which destinations webhooks may have. This is the guard against server-side request forgery:
/// requests to places that the callers of this server cannot reach themselves.
///
/// The URL is checked when it is set, and the address of its name at every attempt, because a name
/// may resolve to another address by then. The connection goes to the exact address that was
/// checked.
final class Destinations {
  private final Reach reach;
  private final Names names;

  Destinations(Vertx vertx, Reach reach) {
    this(Names.ofDns(vertx), reach);
  }

  Destinations(Names names, Reach reach) {
    this.names = names;
    this.reach = reach;
  }

  /// Parses a URL that is about to be set. Its name may still turn out to lead to an address that
  /// is not allowed.
  ///
  /// @throws WebhookUrlRefusedException if no webhook may have it
  WebhookUrl parse(String text) {
    var url = WebhookUrl.parse(text);
    if (url.address().isPresent() && !allows(url.address().get())) {
      throw new WebhookUrlRefusedException("the URL's address is not public");
    }
    if (reach == Reach.PUBLIC && isThisMachine(url.host())) {
      throw new WebhookUrlRefusedException("the URL leads to this machine itself");
    }
    return url;
  }

  /// The allowed addresses to connect to, in this order. If one of the name's addresses is not
  /// allowed, none is: no honest name mixes them.
  ///
  /// @param earlier how often this was tried before, so that each address gets its turn as the
  ///   first
  /// @return fails with [AttemptFailedException]
  Future<List<InetAddress>> resolve(WebhookUrl url, int earlier) {
    return url.address()
        .map(address -> Future.succeededFuture(List.of(address)))
        .orElseGet(
            () -> names.resolve(url.host()).recover(cause -> failed(Reason.NOT_RESOLVED, cause)))
        .compose(addresses -> {
          if (addresses.isEmpty()) {
            return failed(Reason.NOT_RESOLVED, null);
          }
          if (!addresses.stream().allMatch(this::allows)) {
            return failed(Reason.ADDRESS_REFUSED, null);
          }
          var order = new ArrayList<>(addresses);
          Collections.rotate(order, -earlier);
          return Future.succeededFuture(order);
        });
  }

  private boolean allows(InetAddress address) {
    return switch (reach) {
      case PUBLIC -> PublicAddresses.contains(address);
      case LOOPBACK -> PublicAddresses.contains(address) || PublicAddresses.isLoopback(address);
      case ANY -> true;
    };
  }

  /// Follows <https://www.rfc-editor.org/rfc/rfc6761#section-6.3>.
  private static boolean isThisMachine(String host) {
    return host.equals("localhost") || host.endsWith(".localhost");
  }

  private static <T> Future<T> failed(Reason reason, @Nullable Throwable cause) {
    return Future.failedFuture(new AttemptFailedException(reason, cause));
  }
}
