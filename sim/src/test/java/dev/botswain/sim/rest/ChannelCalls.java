package dev.botswain.sim.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.world.Message;
import java.util.List;

/// Routes of channels, messages, threads, webhooks and invites.
final class ChannelCalls extends DocumentedRoutes {
  ChannelCalls(DocumentedCalls calls) {
    super(calls);
  }

  void channels() {
    long guild = harbour.guild.id();
    for (int type : new int[] {0, 2, 4, 5, 13, 15}) {
      JsonNode made =
          call(
              "POST",
              "/guilds/{guild_id}/channels",
              """
              {"name":"new","type":%d,"topic":"t","nsfw":false,"rate_limit_per_user":1,
               "permission_overwrites":[{"id":"%d","type":0,"allow":1024,"deny":2048}]}
              """
                  .formatted(type, guild),
              guild);
      String id = made.path("id").asText();
      get("/channels/{channel_id}", id);
      call("PATCH", "/channels/{channel_id}", "{\"name\":\"newer\",\"position\":1}", id);
      call("DELETE", "/channels/{channel_id}", null, id);
    }
    String overwrite = "/channels/{channel_id}/permissions/{overwrite_id}";
    call(
        "PUT",
        overwrite,
        "{\"type\":1,\"allow\":1024,\"deny\":0}",
        harbour.general.id(),
        harbour.mate.id());
    call("DELETE", overwrite, null, harbour.general.id(), harbour.mate.id());
    call("POST", "/channels/{channel_id}/typing", null, harbour.general.id());
  }

  void messages() {
    long channel = harbour.general.id();
    String all = "/channels/{channel_id}/messages";
    String one = all + "/{message_id}";
    Message question = harbour.say(harbour.general, harbour.mate, "where to?");
    harbour.call("PUT", general() + "/" + question.id() + "/reactions/%F0%9F%94%A5/@me");
    JsonNode sent =
        call(
            "POST",
            all,
            """
            {"content":"home","nonce":"n","enforce_nonce":true,"tts":false,
             "embeds":[{"title":"t","description":"d","url":"https://example.org","color":255,
               "timestamp":"2026-03-01T12:00:00+00:00","footer":{"text":"f"},
               "author":{"name":"a"},"image":{"url":"https://example.org/i.png"},
               "fields":[{"name":"n","value":"v","inline":true}]}],
             "components":[{"type":1,"components":[
               {"type":2,"style":1,"label":"go","custom_id":"go"},
               {"type":2,"style":5,"label":"see","url":"https://example.org"}]}],
             "allowed_mentions":{"parse":["users"],"replied_user":true},
             "message_reference":{"message_id":"%d"}}
            """
                .formatted(question.id()),
            channel);
    call(
        "POST",
        all,
        "{\"poll\":{\"question\":{\"text\":\"?\"},\"answers\":[{\"poll_media\":{\"text\":\"yes\"}},{\"poll_media\":{\"text\":\"no\"}}],\"duration\":1,\"allow_multiselect\":false}}",
        channel);
    get(all, channel);
    get(one, channel, sent.path("id").asText());
    call("PATCH", one, "{\"content\":\"home!\"}", channel, sent.path("id").asText());
    call("DELETE", one, null, channel, sent.path("id").asText());
    Message a = harbour.say(harbour.general, harbour.mate, "a");
    Message b = harbour.say(harbour.general, harbour.mate, "b");
    call(
        "POST",
        all + "/bulk-delete",
        "{\"messages\":[\"" + a.id() + "\",\"" + b.id() + "\"]}",
        channel);
  }

  void reactionsAndPins() {
    long channel = harbour.general.id();
    long said = harbour.say(harbour.general, harbour.mate, "ahoy").id();
    String fire = "%F0%9F%94%A5";
    String all = "/channels/{channel_id}/messages/{message_id}/reactions";
    String one = all + "/{emoji_name}";
    call("PUT", one + "/@me", null, channel, said, fire);
    get(one, channel, said, fire);
    call("DELETE", one + "/@me", null, channel, said, fire);
    call("DELETE", one + "/{user_id}", null, channel, said, fire, harbour.mate.id());
    call("DELETE", one, null, channel, said, fire);
    call("DELETE", all, null, channel, said);
    for (String pins : List.of("/messages/pins", "/pins")) {
      String path = "/channels/{channel_id}" + pins;
      call("PUT", path + "/{message_id}", null, channel, said);
      get(path, channel);
      call("DELETE", path + "/{message_id}", null, channel, said);
    }
  }

  void threads() {
    long channel = harbour.general.id();
    long said = harbour.say(harbour.general, harbour.mate, "ahoy").id();
    call(
        "POST",
        "/channels/{channel_id}/messages/{message_id}/threads",
        "{\"name\":\"from a message\",\"auto_archive_duration\":60}",
        channel,
        said);
    get("/channels/{channel_id}/messages/{message_id}", channel, said);
    String id =
        call(
                "POST",
                "/channels/{channel_id}/threads",
                "{\"name\":\"private\",\"type\":12,\"invitable\":true}",
                channel)
            .path("id")
            .asText();
    call(
        "POST",
        "/channels/{channel_id}/threads",
        "{\"name\":\"post\",\"message\":{\"content\":\"first\"}}",
        harbour.forum.id());
    get("/guilds/{guild_id}/threads/active", harbour.guild.id());
    String members = "/channels/{channel_id}/thread-members";
    call("PUT", members + "/{user_id}", null, id, harbour.mate.id());
    get(members, id);
    get(members + "/{user_id}", id, harbour.mate.id());
    call("DELETE", members + "/{user_id}", null, id, harbour.mate.id());
    call("DELETE", members + "/@me", null, id);
    call("PUT", members + "/@me", null, id);
    get("/channels/{channel_id}", id);
    call("PATCH", "/channels/{channel_id}", "{\"archived\":true,\"locked\":true}", id);
    get("/channels/{channel_id}/threads/archived/public", channel);
    get("/channels/{channel_id}/threads/archived/private", channel);
    get("/channels/{channel_id}/users/@me/threads/archived/private", channel);
  }

  void webhooks() {
    long channel = harbour.general.id();
    JsonNode made = call("POST", "/channels/{channel_id}/webhooks", "{\"name\":\"log\"}", channel);
    get("/channels/{channel_id}/webhooks", channel);
    get("/guilds/{guild_id}/webhooks", harbour.guild.id());
    String id = made.path("id").asText();
    String token = made.path("token").asText();
    get("/webhooks/{webhook_id}", id);
    call("PATCH", "/webhooks/{webhook_id}", "{\"name\":\"ship's log\"}", id);
    String base = "/webhooks/{webhook_id}/{webhook_token}";
    get(base, id, token);
    call("PATCH", base, "{\"name\":\"log\",\"avatar\":" + AVATAR + "}", id, token);
    call("POST", base, "{\"content\":\"noon\"}", id, token);
    String said =
        call(
                "POST",
                base + "?wait=true",
                "{\"content\":\"dusk\",\"username\":\"Watch\"}",
                id,
                token)
            .path("id")
            .asText();
    get(base + "/messages/{message_id}", id, token, said);
    call("PATCH", base + "/messages/{message_id}", "{\"content\":\"night\"}", id, token, said);
    call("DELETE", base + "/messages/{message_id}", null, id, token, said);
    call("DELETE", base, null, id, token);
    String other =
        call("POST", "/channels/{channel_id}/webhooks", "{\"name\":\"log\"}", channel)
            .path("id")
            .asText();
    call("DELETE", "/webhooks/{webhook_id}", null, other);
  }

  void invites() {
    long channel = harbour.general.id();
    JsonNode made =
        call(
            "POST",
            "/channels/{channel_id}/invites",
            "{\"max_age\":60,\"max_uses\":1,\"temporary\":false,\"unique\":true}",
            channel);
    get("/channels/{channel_id}/invites", channel);
    get("/guilds/{guild_id}/invites", harbour.guild.id());
    String code = made.path("code").asText();
    get("/invites/{code}?with_counts=true", code);
    call("DELETE", "/invites/{code}", null, code);
  }
}
