package dev.botswain.webhook;

import dev.botswain.config.Config.Webhooks.Reach;
import dev.botswain.net.Names;
import dev.botswain.webhook.Outcome.Failed.Reason;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where webhooks may lead: the guard against requests that are forged by means of this server, to
/// places that its callers cannot reach themselves.
///
/// A URL is looked at when it is set, and the address behind its name at every attempt, as a name
/// may lead elsewhere by then. Whoever connects does so to the very address that was looked at.
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

  /// Reads a URL that is to be set. It may still turn out that its name leads where it must not.
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

  /// The addresses that may be connected to, in this order. If the name has one that is not
  /// allowed, it has none that is: nobody who means well mixes them.
  ///
  /// @param tries how often it was tried before, so that another address has its turn first
  /// @return fails with [AttemptFailedException]
  Future<List<InetAddress>> resolve(WebhookUrl url, int tries) {
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
          Collections.rotate(order, -tries);
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

  /// As <https://www.rfc-editor.org/rfc/rfc6761#section-6.3> has it.
  private static boolean isThisMachine(String host) {
    return host.equals("localhost") || host.endsWith(".localhost");
  }

  private static <T> Future<T> failed(Reason reason, @Nullable Throwable cause) {
    return Future.failedFuture(new AttemptFailedException(reason, cause));
  }
}
