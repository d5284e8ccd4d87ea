package dev.botswain.sim.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.botswain.sim.world.Bot;
import dev.botswain.sim.world.Json;
import java.io.IOException;

/// The application of the bot that asks ([Get Current
/// Application](https://discord.com/developers/docs/resources/application#get-current-application)).
final class ApplicationRoutes {
  void addTo(Router router) {
    router.get("/applications/@me", this::mine);
    router.get("/oauth2/applications/@me", this::mine);
  }

  private Answer mine(Call call) {
    return Answer.ok(json -> write(json, call.bot()));
  }

  private static void write(JsonGenerator json, Bot bot) throws IOException {
    json.writeStartObject();
    Json.id(json, "id", bot.applicationId());
    json.writeStringField("name", bot.user().username());
    json.writeNullField("icon");
    json.writeStringField("description", "");
    json.writeStringField("summary", "");
    json.writeNullField("type");
    json.writeBooleanField("bot_public", false);
    json.writeBooleanField("bot_require_code_grant", false);
    json.writeStringField("verify_key", "0".repeat(64));
    json.writeNumberField("flags", bot.applicationFlags());
    json.writeStringField("flags_new", Integer.toString(bot.applicationFlags()));
    json.writeFieldName("bot");
    bot.user().write(json);
    json.writeFieldName("owner");
    bot.user().write(json);
    json.writeNullField("team");
    json.writeNumberField("approximate_guild_count", bot.guilds().size());
    json.writeNumberField("approximate_user_install_count", 0);
    json.writeNumberField("approximate_user_authorization_count", 0);
    json.writeNumberField("explicit_content_filter", 0);
    json.writeArrayFieldStart("redirect_uris");
    json.writeEndArray();
    json.writeArrayFieldStart("tags");
    json.writeEndArray();
    json.writeNullField("interactions_endpoint_url");
    json.writeNullField("role_connections_verification_url");
    json.writeArrayFieldStart("eligible_oauth2_scopes");
    json.writeString("bot");
    json.writeString("applications.commands");
    json.writeEndArray();
    json.writeObjectFieldStart("integration_types_config");
    json.writeObjectFieldStart("0");
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
  }
}
