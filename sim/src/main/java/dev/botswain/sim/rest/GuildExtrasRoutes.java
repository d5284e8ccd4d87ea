package dev.botswain.sim.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.botswain.sim.world.Guild;
import dev.botswain.sim.world.Json;
import dev.botswain.sim.world.Member;
import dev.botswain.sim.world.Permissions;
import dev.botswain.sim.world.User;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What libraries request of a guild besides its channels, roles and members. A guild of the sim
/// has no vanity URL and no welcome screen. Its bots are its integrations, and its users are all
/// active, so a prune finds none ([Guild
/// Resource](https://discord.com/developers/docs/resources/guild)).
final class GuildExtrasRoutes {
  private static final List<String> REGIONS = List.of("rotterdam", "us-east", "singapore");
  private static final Duration LONGEST_INCIDENT = Duration.ofDays(1);

  void addTo(Router router) {
    router.get("/guilds/{guild_id}/preview", this::preview);
    router.get("/guilds/{guild_id}/vanity-url", this::vanityUrl);
    router.get("/guilds/{guild_id}/welcome-screen", this::welcomeScreen);
    router.get("/guilds/{guild_id}/integrations", this::integrations);
    router.get("/guilds/{guild_id}/prune", this::countPruned);
    router.post("/guilds/{guild_id}/prune", this::prune);
    router.put("/guilds/{guild_id}/incident-actions", this::incidentActions);
    router.get("/guilds/{guild_id}/regions", call -> regions(call.guild()));
    router.get("/voice/regions", _ -> regions(null));
    router.get("/sticker-packs", _ -> stickerPacks());
    router.get(
        "/sticker-packs/{pack_id}",
        _ -> {
          throw ErrorCode.UNKNOWN_STICKER_PACK.refusal();
        });
  }

  private Answer preview(Call call) {
    Guild guild = call.guild();
    return Answer.ok(json -> {
      json.writeStartObject();
      Json.id(json, "id", guild.id());
      json.writeStringField("name", guild.name());
      json.writeStringField("icon", guild.icon());
      json.writeNullField("splash");
      json.writeNullField("discovery_splash");
      json.writeNullField("home_header");
      guild.expressions(json);
      guild.features(json);
      GuildRoutes.writeCounts(json, guild);
      json.writeStringField("description", guild.description());
      json.writeEndObject();
    });
  }

  private Answer vanityUrl(Call call) {
    call.rights(call.guild()).need(Permissions.MANAGE_GUILD);
    return Answer.ok(json -> {
      json.writeStartObject();
      json.writeNullField("code");
      json.writeNumberField("uses", 0);
      json.writeEndObject();
    });
  }

  private Answer welcomeScreen(Call call) {
    call.rights(call.guild()).need(Permissions.MANAGE_GUILD);
    return Answer.ok(json -> {
      json.writeStartObject();
      json.writeNullField("description");
      empty(json, "welcome_channels");
      json.writeEndObject();
    });
  }

  private Answer integrations(Call call) {
    Guild guild = call.guild();
    call.rights(guild).need(Permissions.MANAGE_GUILD);
    List<User> bots = guild.members().stream().map(Member::user).filter(User::bot).toList();
    return Answer.list(bots, GuildExtrasRoutes::writeIntegration);
  }

  private static void writeIntegration(User bot, JsonGenerator json) throws IOException {
    json.writeStartObject();
    Json.id(json, "id", bot.id());
    json.writeStringField("name", bot.username());
    json.writeStringField("type", "discord");
    json.writeBooleanField("enabled", true);
    json.writeObjectFieldStart("account");
    Json.id(json, "id", bot.id());
    json.writeStringField("name", bot.username());
    json.writeEndObject();
    json.writeObjectFieldStart("application");
    Json.id(json, "id", bot.id());
    json.writeStringField("name", bot.username());
    json.writeNullField("icon");
    json.writeStringField("description", "");
    json.writeNullField("type");
    json.writeFieldName("bot");
    bot.write(json);
    json.writeEndObject();
    json.writeArrayFieldStart("scopes");
    json.writeString("bot");
    json.writeEndArray();
    json.writeEndObject();
  }

  private Answer countPruned(Call call) {
    Form query = call.query();
    query.number("days", 1, 30, 7);
    query.check();
    mayPrune(call);
    return pruned(0);
  }

  private Answer prune(Call call) {
    Form form = call.form();
    form.number("days", 1, 30, 7);
    Boolean counts = form.bool("compute_prune_count");
    form.check();
    mayPrune(call);
    return pruned(Boolean.FALSE.equals(counts) ? null : (Integer) 0);
  }

  private static void mayPrune(Call call) {
    call.rights(call.guild()).need(Permissions.KICK_MEMBERS | Permissions.MANAGE_GUILD);
  }

  private static Answer pruned(@Nullable Integer count) {
    return Answer.ok(json -> {
      json.writeStartObject();
      if (count == null) {
        json.writeNullField("pruned");
      } else {
        json.writeNumberField("pruned", count);
      }
      json.writeEndObject();
    });
  }

  /// Stores the values without enforcing them: no one joins by an invite in the sim.
  private Answer incidentActions(Call call) {
    call.rights(call.guild()).need(Permissions.MANAGE_GUILD);
    Form form = call.form();
    Instant invites = until(call, form, "invites_disabled_until");
    Instant messages = until(call, form, "dms_disabled_until");
    form.check();
    return Answer.ok(json -> {
      json.writeStartObject();
      time(json, "invites_disabled_until", invites);
      time(json, "dms_disabled_until", messages);
      json.writeEndObject();
    });
  }

  private static @Nullable Instant until(Call call, Form form, String field) {
    Instant until = form.time(field);
    if (until != null && until.isAfter(Instant.ofEpochMilli(call.now()).plus(LONGEST_INCIDENT))) {
      form.wrong(field, "DATE_TIME_TYPE_MAX", "Must be at most 24 hours from now.");
    }
    return until;
  }

  private static void time(JsonGenerator json, String field, @Nullable Instant at)
      throws IOException {
    if (at == null) {
      json.writeNullField(field);
    } else {
      json.writeStringField(field, Json.iso(at.toEpochMilli()));
    }
  }

  private static Answer regions(@Nullable Guild guild) {
    return Answer.list(
        REGIONS,
        (region, json) -> {
          json.writeStartObject();
          json.writeStringField("id", region);
          json.writeStringField("name", region);
          json.writeBooleanField("optimal", region.equals(REGIONS.getFirst()) && guild == null);
          json.writeBooleanField("deprecated", false);
          json.writeBooleanField("custom", false);
          json.writeEndObject();
        });
  }

  private static Answer stickerPacks() {
    return Answer.ok(json -> {
      json.writeStartObject();
      empty(json, "sticker_packs");
      json.writeEndObject();
    });
  }

  private static void empty(JsonGenerator json, String field) throws IOException {
    json.writeArrayFieldStart(field);
    json.writeEndArray();
  }
}
