package dev.botswain.sim.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.world.ChannelType;
import dev.botswain.sim.world.VoiceState;
import java.util.List;

/// Routes of guilds, their members, roles, expressions, events and bans.
final class GuildCalls extends DocumentedRoutes {
  GuildCalls(DocumentedCalls calls) {
    super(calls);
  }

  void guilds() {
    long guild = harbour.guild.id();
    get("/guilds/{guild_id}", guild);
    call(
        "PATCH",
        "/guilds/{guild_id}",
        "{\"name\":\"Haven\",\"icon\":" + AVATAR + ",\"description\":\"quiet\"}",
        guild);
    get("/guilds/{guild_id}/channels", guild);
    call(
        "PATCH",
        "/guilds/{guild_id}/channels",
        "[{\"id\":\"" + harbour.general.id() + "\",\"position\":3}]",
        guild);
    for (String what :
        List.of("preview", "vanity-url", "welcome-screen", "integrations", "prune", "regions")) {
      get("/guilds/{guild_id}/" + what, guild);
    }
    call("POST", "/guilds/{guild_id}/prune", "{\"days\":7}", guild);
    call(
        "PUT",
        "/guilds/{guild_id}/incident-actions",
        "{\"invites_disabled_until\":null,\"dms_disabled_until\":null}",
        guild);
    call(
        "PUT",
        "/channels/{channel_id}/voice-status",
        "{\"status\":\"shanties\"}",
        harbour.voice.id());
    get("/voice/regions");
    get("/sticker-packs");
  }

  void members() {
    long guild = harbour.guild.id();
    String member = "/guilds/{guild_id}/members/{user_id}";
    get("/guilds/{guild_id}/members", guild);
    get("/guilds/{guild_id}/members/search", guild);
    get(member, guild, harbour.mate.id());
    call(
        "PATCH",
        member,
        "{\"nick\":\"Bosun\",\"roles\":[\""
            + harbour.crew.id()
            + "\"],\"communication_disabled_until\":\"2026-03-02T00:00:00+00:00\"}",
        guild,
        harbour.mate.id());
    call("PATCH", "/guilds/{guild_id}/members/@me", "{\"nick\":\"Pilot\"}", guild);
    String role = member + "/roles/{role_id}";
    call("PUT", role, null, guild, harbour.mate.id(), harbour.crew.id());
    call("DELETE", role, null, guild, harbour.mate.id(), harbour.crew.id());
  }

  void roles() {
    long guild = harbour.guild.id();
    get("/guilds/{guild_id}/roles", guild);
    get("/guilds/{guild_id}/roles/member-counts", guild);
    JsonNode made =
        call(
            "POST",
            "/guilds/{guild_id}/roles",
            "{\"name\":\"cook\",\"permissions\":1024,\"color\":255,\"hoist\":true,\"mentionable\":true}",
            guild);
    String id = made.path("id").asText();
    String role = "/guilds/{guild_id}/roles/{role_id}";
    get(role, guild, id);
    call("PATCH", role, "{\"name\":\"chef\"}", guild, id);
    call("PATCH", "/guilds/{guild_id}/roles", "[{\"id\":\"" + id + "\",\"position\":2}]", guild);
    call("DELETE", role, null, guild, id);
  }

  void expressions() {
    long guild = harbour.guild.id();
    String body = "{\"name\":\"anchor\",\"image\":" + AVATAR + ",\"roles\":[]}";
    for (String base :
        List.of("/guilds/{guild_id}/emojis", "/applications/{application_id}/emojis")) {
      boolean ofGuild = base.startsWith("/guilds");
      long owner = ofGuild ? guild : harbour.pilot.id();
      String sent = ofGuild ? body : body.replace(",\"roles\":[]", "");
      String id = call("POST", base, sent, owner).path("id").asText();
      get(base, owner);
      get(base + "/{emoji_id}", owner, id);
      call("PATCH", base + "/{emoji_id}", "{\"name\":\"sail\"}", owner, id);
      call("DELETE", base + "/{emoji_id}", null, owner, id);
    }
    String stickers = "/guilds/{guild_id}/stickers";
    Reply made = harbour.sticker("wave");
    called("POST", stickers, made);
    String id = made.body().path("id").asText();
    get(stickers, guild);
    get(stickers + "/{sticker_id}", guild, id);
    get("/stickers/{sticker_id}", id);
    call("PATCH", stickers + "/{sticker_id}", "{\"tags\":\"hi\"}", guild, id);
    call(
        "POST",
        "/channels/{channel_id}/messages",
        "{\"sticker_ids\":[\"" + id + "\"]}",
        harbour.general.id());
    call("DELETE", stickers + "/{sticker_id}", null, guild, id);
    get("/soundboard-default-sounds");
  }

  void scheduledEvents() {
    long guild = harbour.guild.id();
    String all = "/guilds/{guild_id}/scheduled-events";
    String one = all + "/{guild_scheduled_event_id}";
    call(
        "POST",
        all,
        """
        {"name":"Regatta","privacy_level":2,"entity_type":2,"channel_id":"%d",
         "scheduled_start_time":"2026-04-01T12:00:00+00:00",
         "recurrence_rule":{"start":"2026-04-01T12:00:00+00:00","frequency":2,"interval":1,
           "by_weekday":[2]}}
        """
            .formatted(harbour.voice.id()),
        guild);
    String id =
        call(
                "POST",
                all,
                """
                {"name":"Regatta","privacy_level":2,"entity_type":3,"description":"Bring a boat",
                 "entity_metadata":{"location":"the bay"},
                 "scheduled_start_time":"2026-04-01T12:00:00+00:00",
                 "scheduled_end_time":"2026-04-01T18:00:00+00:00"}
                """,
                guild)
            .path("id")
            .asText();
    get(all + "?with_user_count=true", guild);
    get(one, guild, id);
    harbour.inWorld(() -> {
      var event = harbour.guild.scheduledEvents().get(Long.parseLong(id));
      harbour.world.scheduledEvents().subscribe(event, harbour.mate);
      return null;
    });
    get(one + "/users?with_member=true", guild, id);
    call("PATCH", one, "{\"status\":2}", guild, id);
    get("/guilds/{guild_id}/audit-logs", guild);
    call("DELETE", one, null, guild, id);
  }

  void voiceAndPolls() {
    long guild = harbour.guild.id();
    harbour.inWorld(() -> {
      var stage =
          harbour
              .world
              .channels()
              .create(harbour.guild, ChannelType.GUILD_STAGE_VOICE, "stage", made -> {});
      for (var id : new long[] {harbour.mate.id(), harbour.pilot.id()}) {
        harbour.guild.voiceStates().add(new VoiceState(id, stage.id(), "s", false, false, true));
      }
      return null;
    });
    String one = "/guilds/{guild_id}/voice-states/{user_id}";
    get(one, guild, harbour.mate.id());
    call("PATCH", one, "{\"suppress\":false}", guild, harbour.mate.id());
    String self = "/guilds/{guild_id}/voice-states/@me";
    get(self, guild);
    call("PATCH", self, "{\"suppress\":true,\"request_to_speak_timestamp\":null}", guild);
    String poll =
        call(
                "POST",
                "/channels/{channel_id}/messages",
                "{\"poll\":{\"question\":{\"text\":\"?\"},\"answers\":[{\"poll_media\":{\"text\":\"yes\"}}]}}",
                harbour.general.id())
            .path("id")
            .asText();
    String polls = "/channels/{channel_id}/polls/{message_id}";
    get(polls + "/answers/{answer_id}", harbour.general.id(), poll, 1);
    call("POST", polls + "/expire", null, harbour.general.id(), poll);
    String news =
        call(
                "POST",
                "/channels/{channel_id}/messages",
                "{\"content\":\"land ahoy\"}",
                harbour.news.id())
            .path("id")
            .asText();
    String crosspost = "/channels/{channel_id}/messages/{message_id}/crosspost";
    call("POST", crosspost, null, harbour.news.id(), news);
    get("/guilds/{guild_id}/messages/search?content=ahoy", guild);
  }

  void bansAndEnds() {
    long guild = harbour.guild.id();
    get("/guilds/{guild_id}/audit-logs", guild);
    String one = "/guilds/{guild_id}/bans/{user_id}";
    call("PUT", one, "{\"delete_message_seconds\":0}", guild, harbour.ashore.id());
    get("/guilds/{guild_id}/bans", guild);
    get(one, guild, harbour.ashore.id());
    call("DELETE", one, null, guild, harbour.ashore.id());
    call(
        "POST",
        "/guilds/{guild_id}/bulk-ban",
        "{\"user_ids\":[\"" + harbour.ashore.id() + "\"],\"delete_message_seconds\":0}",
        guild);
    call("DELETE", "/guilds/{guild_id}/members/{user_id}", null, guild, harbour.mate.id());
    call("DELETE", "/users/@me/guilds/{guild_id}", null, guild);
  }
}
