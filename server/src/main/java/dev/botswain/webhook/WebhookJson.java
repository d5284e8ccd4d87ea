package dev.botswain.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.botswain.event.EventFilter;
import dev.botswain.store.StoredWebhook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Webhooks as they are stored.
final class WebhookJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private WebhookJson() {}

  static StoredWebhook write(Webhook webhook, long cursor) {
    ObjectNode json = JSON.createObjectNode();
    json.put("url", webhook.url());
    json.put("description", webhook.description());
    json.put("enabled", webhook.enabled());
    json.put("disabledBecause", webhook.disabledBecause());
    json.put("createdAt", webhook.createdAt().toString());
    EventFilter filter = webhook.filter();
    filter.types().forEach(json.putArray("types")::add);
    json.put("guildId", filter.guildId());
    json.put("channelId", filter.channelId());
    json.put("excludeBots", filter.excludeBots());
    json.put("excludeSelf", filter.excludeSelf());
    json.put("contains", filter.contains());
    ObjectNode headers = json.putObject("headers");
    webhook.headers().values().forEach(headers::put);
    json.put("secret", webhook.secrets().current().text());
    webhook
        .secrets()
        .former()
        .ifPresent(former -> {
          json.put("formerSecret", former.secret().text());
          json.put("formerUntil", former.until().toString());
        });
    try {
      return new StoredWebhook(
          webhook.id(), webhook.botId(), webhook.owner(), JSON.writeValueAsBytes(json), cursor);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @throws IllegalArgumentException if it was not written by [#write]
  static Webhook read(StoredWebhook stored) {
    try {
      JsonNode json = JSON.readTree(stored.definition());
      Set<String> types = new HashSet<>();
      json.path("types").forEach(type -> types.add(type.asText()));
      return new Webhook(
          stored.id(),
          stored.botId(),
          stored.owner(),
          json.path("url").asText(),
          new EventFilter(
              types,
              json.path("guildId").asLong(),
              json.path("channelId").asLong(),
              json.path("excludeBots").asBoolean(),
              json.path("excludeSelf").asBoolean(), // Absent in those stored by earlier versions.
              json.path("contains").textValue()),
          json.path("description").asText(),
          json.path("enabled").asBoolean(),
          json.path("disabledBecause").textValue(),
          Instant.parse(json.path("createdAt").asText()),
          new WebhookSecrets(new WebhookSecret(json.path("secret").asText()), former(json)),
          headers(json));
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException("the webhook " + stored.id() + " cannot be read", e);
    }
  }

  private static WebhookHeaders headers(JsonNode json) {
    var values = new HashMap<String, String>();
    json.path("headers")
        .fields()
        .forEachRemaining(header -> values.put(header.getKey(), header.getValue().asText()));
    return new WebhookHeaders(values);
  }

  private static Optional<WebhookSecrets.Former> former(JsonNode json) {
    return Optional.ofNullable(json.path("formerSecret").textValue())
        .map(secret ->
            new WebhookSecrets.Former(
                new WebhookSecret(secret), Instant.parse(json.path("formerUntil").asText())));
  }
}
