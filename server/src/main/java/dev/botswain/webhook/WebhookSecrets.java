package dev.botswain.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The secrets that a webhook signs with: one, or two for a day after a rotation, so that a
/// receiver can switch at any time within that day.
///
/// @param current the one that a receiver should know
/// @param former the previous one, while it is valid
record WebhookSecrets(WebhookSecret current, Optional<Former> former) {
  /// How long a secret stays valid after it is replaced.
  static final Duration OVERLAP = Duration.ofDays(1);

  /// @param until the moment from which it is no longer used
  record Former(WebhookSecret secret, Instant until) {}

  /// A new secret, with no former one.
  static WebhookSecrets random() {
    return new WebhookSecrets(WebhookSecret.random(), Optional.empty());
  }

  /// Adds a new secret; the current one stays valid for another day. A former one is dropped, so at
  /// most two are valid.
  WebhookSecrets rotate(Instant now) {
    return new WebhookSecrets(
        WebhookSecret.random(), Optional.of(new Former(current, now.plus(OVERLAP))));
  }

  /// The value of `webhook-signature`: a signature for each valid secret, the current one first,
  /// separated by a space.
  String sign(Message message, Instant at) {
    var signature = current.sign(message, at);
    return former
        .filter(one -> at.isBefore(one.until()))
        .map(one -> signature + " " + one.secret().sign(message, at))
        .orElse(signature);
  }
}
