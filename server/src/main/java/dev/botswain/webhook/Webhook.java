package dev.botswain.webhook;

import dev.botswain.event.EventFilter;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A webhook as its owner set it.
///
/// @param id names it; no secret
/// @param botId whose events it gets
/// @param owner the [Session#key][dev.botswain.session.Session#key] of the session that it belongs
///   to and ends with; null if it is the bot's
/// @param url where they are sent
/// @param filter which of them
/// @param description what its owner calls it
/// @param enabled whether anything is sent
/// @param disabledBecause why it is not, where nobody asked for that; null otherwise
public record Webhook(
    String id,
    long botId,
    @Nullable String owner,
    String url,
    EventFilter filter,
    String description,
    boolean enabled,
    @Nullable String disabledBecause,
    Instant createdAt,
    WebhookSecrets secrets) {

  /// What an owner may set.
  ///
  /// @param url absent to leave it, as are the others
  public record Settings(
      Optional<String> url,
      Optional<EventFilter> filter,
      Optional<String> description,
      Optional<Boolean> enabled) {}

  Webhook with(Settings settings) {
    boolean now = settings.enabled().orElse(enabled);
    return new Webhook(
        id,
        botId,
        owner,
        settings.url().orElse(url),
        settings.filter().orElse(filter),
        settings.description().orElse(description),
        now,
        now ? null : disabledBecause,
        createdAt,
        secrets);
  }

  Webhook with(WebhookSecrets other) {
    return new Webhook(
        id, botId, owner, url, filter, description, enabled, disabledBecause, createdAt, other);
  }

  Webhook disabled(String because) {
    return new Webhook(
        id, botId, owner, url, filter, description, false, because, createdAt, secrets);
  }
}
