package dev.botswain.sim.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.world.Bot;
import dev.botswain.sim.world.Json;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The application of the calling bot ([Get Current
/// Application](https://discord.com/developers/docs/resources/application#get-current-application)).
final class ApplicationRoutes {
  void addTo(Router router) {
    router.get("/applications/@me", this::mine);
    router.get("/oauth2/applications/@me", this::mine);
    router.patch("/applications/@me", this::modify);
  }

  private Answer mine(Call call) {
    return Answer.ok(json -> write(json, call.bot()));
  }

  /// Applies what a bot can change about its application; of the flags only those of the privileged
  /// intents.
  private Answer modify(Call call) {
    Form form = call.form();
    String description = description(form);
    Long flags = form.number("flags", 0, Integer.MAX_VALUE);
    List<String> tags = form.texts("tags", 5, 20);
    form.check();
    Bot bot = call.bot();
    if (flags != null) {
      call.world().bots().privileged(bot, Bot.intentsOf(flags.intValue()));
    }
    if (description != null) {
      bot.application().description(description);
    }
    if (form.hasValue("tags")) {
      bot.application().tags(tags);
    }
    return mine(call);
  }

  /// A text, or an object of texts by language with a default.
  private static @Nullable String description(Form form) {
    JsonNode said = form.raw("description");
    Form texts = said != null && said.isObject() ? form.object("description") : null;
    return texts == null
        ? form.text("description", 0, 400)
        : texts.require("default").text("default", 0, 400);
  }

  private static void write(JsonGenerator json, Bot bot) throws IOException {
    json.writeStartObject();
    Json.id(json, "id", bot.applicationId());
    json.writeStringField("name", bot.user().username());
    json.writeNullField("icon");
    bot.application().fields(json);
    json.writeStringField("summary", "");
    json.writeNullField("type");
    json.writeBooleanField("bot_public", false);
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
