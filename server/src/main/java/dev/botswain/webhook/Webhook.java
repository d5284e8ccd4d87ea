package dev.botswain.webhook;

import dev.botswain.event.EventFilter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A webhook as its owner set it.
///
/// @param id names it; not secret
/// @param botId the bot whose events it gets
/// @param owner the [Session#key][dev.botswain.session.Session#key] of the session that it belongs
///   to and ends with; null if it belongs to the bot
/// @param url where events are sent
/// @param filter which events are sent
/// @param description what its owner calls it
/// @param enabled whether anything is sent
/// @param disabledBecause why the server disabled it; null otherwise
/// @param headers sent with each message
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
    WebhookSecrets secrets,
    WebhookHeaders headers) {

  /// What an owner can set.
  ///
  /// @param url absent to leave it unchanged; the same holds for the other fields
  /// @param headers by name, for those that change; null removes one
  public record Settings(
      Optional<String> url,
      Optional<EventFilter> filter,
      Optional<String> description,
      Optional<Boolean> enabled,
      Map<String, @Nullable String> headers) {}

  /// The headers belong to the host that they were set for. With a URL of another host they must
  /// all be set again, or a caller could have another caller's headers sent to himself.
  ///
  /// @throws WebhookHeaderRefusedException if a header is not allowed
  Webhook with(Settings settings) {
    String to = settings.url().orElse(url);
    if (!WebhookUrl.parse(to).isAtSamePlace(WebhookUrl.parse(url))) {
      headers.requireAnew(settings.headers());
    }
    boolean now = settings.enabled().orElse(enabled);
    return new Webhook(
        id,
        botId,
        owner,
        to,
        settings.filter().orElse(filter),
        settings.description().orElse(description),
        now,
        now ? null : disabledBecause,
        createdAt,
        secrets,
        headers.with(settings.headers()));
  }

  Webhook with(WebhookSecrets other) {
    return new Webhook(
        id,
        botId,
        owner,
        url,
        filter,
        description,
        enabled,
        disabledBecause,
        createdAt,
        other,
        headers);
  }

  /// The host that events are sent to.
  public String host() {
    return WebhookUrl.parse(url).host();
  }

  /// The names of the headers, with the values hidden.
  public Map<String, String> hiddenHeaders() {
    var hidden = new LinkedHashMap<String, String>();
    headers.values().keySet().forEach(name -> hidden.put(name, WebhookHeaders.HIDDEN));
    return hidden;
  }

  Webhook disabled(String because) {
    return new Webhook(
        id, botId, owner, url, filter, description, false, because, createdAt, secrets, headers);
  }
}
