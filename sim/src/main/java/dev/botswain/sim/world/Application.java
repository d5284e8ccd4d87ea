package dev.botswain.sim.world;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a bot's owner has set for its application in Discord's portal, apart from the privileged
/// intents (Application resource, "Application Object").
public final class Application {
  /// The states of webhook events ("Application Event Webhook Status").
  public enum EventWebhooks {
    DISABLED(1),
    ENABLED(2),
    DISABLED_BY_DISCORD(3);

    private final int number;

    EventWebhooks(int number) {
      this.number = number;
    }
  }

  /// The flag of an application whose unusual growth prevents its verification.
  public static final int VERIFICATION_PENDING_GUILD_LIMIT = 1 << 16;

  private String description = "";
  private List<String> tags = List.of();
  private boolean needsCodeGrant;
  private boolean growsUnusually;
  private @Nullable String interactionsUrl;
  private @Nullable String eventWebhooksUrl;
  private EventWebhooks eventWebhooks = EventWebhooks.DISABLED;

  Application() {}

  public String description() {
    return description;
  }

  public Application description(String said) {
    this.description = said;
    return this;
  }

  public List<String> tags() {
    return tags;
  }

  public Application tags(List<String> said) {
    this.tags = List.copyOf(said);
    return this;
  }

  /// Whether the bot joins a guild only at the end of the whole OAuth2 code grant.
  public Application needsCodeGrant(boolean needed) {
    this.needsCodeGrant = needed;
    return this;
  }

  /// Whether its growth prevents its verification.
  public Application growsUnusually(boolean grows) {
    this.growsUnusually = grows;
    return this;
  }

  /// Where Discord sends interactions, or null: then they come through the gateway.
  public @Nullable String interactionsUrl() {
    return interactionsUrl;
  }

  public Application interactionsUrl(@Nullable String url) {
    this.interactionsUrl = url;
    return this;
  }

  /// Where Discord sends webhook events, and whether it does. The sim sends none.
  public Application eventWebhooks(@Nullable String url, EventWebhooks state) {
    this.eventWebhooksUrl = url;
    this.eventWebhooks = state;
    return this;
  }

  /// The flags besides those of intents.
  int flags() {
    return growsUnusually ? VERIFICATION_PENDING_GUILD_LIMIT : 0;
  }

  /// Writes its fields of the application object.
  public void fields(JsonGenerator json) throws IOException {
    json.writeStringField("description", description);
    json.writeBooleanField("bot_require_code_grant", needsCodeGrant);
    json.writeArrayFieldStart("tags");
    for (String tag : tags) {
      json.writeString(tag);
    }
    json.writeEndArray();
    json.writeStringField("interactions_endpoint_url", interactionsUrl);
    json.writeStringField("event_webhooks_url", eventWebhooksUrl);
    json.writeNumberField("event_webhooks_status", eventWebhooks.number);
    json.writeArrayFieldStart("event_webhooks_types");
    if (eventWebhooksUrl != null) {
      json.writeString("APPLICATION_AUTHORIZED");
    }
    json.writeEndArray();
  }
}
