package dev.botswain.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The secrets that a webhook signs with: one, or two for a day after a rotation, so that a
/// receiver can change over whenever it likes within that day.
///
/// @param current the one that a receiver should know
/// @param former the one before it, as long as it is valid
record WebhookSecrets(WebhookSecret current, Optional<Former> former) {
  /// How long a secret stays valid after it was replaced.
  static final Duration OVERLAP = Duration.ofDays(1);

  /// @param until the moment from which on it is not used any more
  record Former(WebhookSecret secret, Instant until) {}

  /// A new secret, and none before it.
  static WebhookSecrets random() {
    return new WebhookSecrets(WebhookSecret.random(), Optional.empty());
  }

  /// A new secret beside the current one, which is valid for another day. One that was former
  /// already is dropped: never more than two are valid.
  WebhookSecrets rotate(Instant now) {
    return new WebhookSecrets(
        WebhookSecret.random(), Optional.of(new Former(current, now.plus(OVERLAP))));
  }

  /// The value of `webhook-signature`: a signature for each secret that is valid, the current one's
  /// first, with a blank between.
  String sign(Message message, Instant at) {
    var signature = current.sign(message, at);
    return former
        .filter(one -> at.isBefore(one.until()))
        .map(one -> signature + " " + one.secret().sign(message, at))
        .orElse(signature);
  }
}
