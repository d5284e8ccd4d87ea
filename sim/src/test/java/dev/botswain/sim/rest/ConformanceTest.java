package dev.botswain.sim.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import dev.botswain.sim.world.ChannelType;
import dev.botswain.sim.world.DemoWorld;
import dev.botswain.sim.world.Interaction;
import dev.botswain.sim.world.Message;
import dev.botswain.sim.world.VoiceState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Calls every route with a body that Discord's document allows, and checks the answer against the
/// document.
class ConformanceTest {
  /// Routes that Discord documents in prose but not in its OpenAPI document, or that version 9 had.
  private static final Set<String> ONLY_IN_PROSE =
      Set.of(
          "PATCH /guilds/{guild_id}/members/@me/nick",
          "GET /channels/{channel_id}/threads/active",
          "POST /channels/{channel_id}/thread-members/@me",
          "POST /channels/{channel_id}/thread-members/{user_id}");

  private static DiscordContract contract;

  private final Set<String> called = new HashSet<>();
  private final List<String> problems = new ArrayList<>();
  private Harbour harbour;

  @BeforeAll
  static void find() {
    contract = DiscordContract.find().orElse(null);
    if (contract == null) {
      System.out.println(
          "Left out: the check against Discord's OpenAPI document, which is not at "
              + DiscordContract.location());
    }
  }

  @BeforeEach
  void open() {
    assumeTrue(contract != null, "Discord's OpenAPI document is not here");
    harbour = new Harbour();
  }

  @AfterEach
  void close() {
    if (harbour != null) {
      harbour.close();
    }
  }

  @Test
  void everyRoute_calledAsDocumented_answersAsDocumented() {
    users();
    guilds();
    channels();
    members();
    roles();
    messages();
    reactionsAndPins();
    threads();
    commands();
    interactions();
    webhooks();
    invites();
    expressions();
    scheduledEvents();
    voiceAndPolls();
    bansAndEnds();
    Set<String> routes =
        harbour.rest.router().routes().stream()
            .map(route -> route.method() + " " + route.template())
            .collect(Collectors.toSet());
    routes.removeAll(ONLY_IN_PROSE);
    routes.remove("GET /sticker-packs/{pack_id}"); // there is none to read
    assertThat(problems).isEmpty();
    assertThat(called).containsExactlyInAnyOrderElementsOf(routes);
  }

  @Test
  void errors_ofEveryKind_haveDiscordsShape() {
    for (Reply reply :
        List.of(
            harbour.call("GET", "/nothing"),
            harbour.call("GET", "/channels/1"),
            harbour.call("GET", "/channels/x"),
            harbour.call("POST", general(), "{\"content\":{},\"embeds\":[{\"color\":\"x\"}]}"),
            harbour.call(harbour.plain, "GET", "/channels/" + harbour.hidden.id()))) {
      assertThat(
              contract.checkAnswer("GET", "/channels/{channel_id}", reply.status(), reply.body()))
          .isEmpty();
    }
    JsonNode tooMany =
        body(new String(RateLimits.tooMany(1_500, false, Map.of()).body().getBytes()));
    assertThat(contract.checkAnswer("GET", "/gateway", 429, tooMany)).isEmpty();
  }

  @Test
  void demoWorld_readInFull_isAsDocumented() {
    try (Sim sim = Sim.start(SimOptions.DEFAULT.withLimits(false));
        var client = new Client(sim.url())) {
      for (String token : List.of(DemoWorld.TOKEN, DemoWorld.TOKEN_NO_INTENTS)) {
        readAll(client, token);
      }
    }
    assertThat(problems).isEmpty();
  }

  private void readAll(Client client, String token) {
    for (JsonNode guild : read(client, token, "/users/@me/guilds")) {
      String id = guild.path("id").asText();
      for (String what : List.of("", "/roles", "/threads/active", "/members?limit=200")) {
        read(client, token, "/guilds/{guild_id}" + what, id);
      }
      for (JsonNode channel : read(client, token, "/guilds/{guild_id}/channels", id)) {
        String channelId = channel.path("id").asText();
        read(client, token, "/channels/{channel_id}", channelId);
        read(client, token, "/channels/{channel_id}/messages?limit=50", channelId);
      }
    }
  }

  /// Reads everything that can be read; a refusal for a hidden channel is an answer too.
  private JsonNode read(Client client, String token, String template, Object... values) {
    Reply reply = client.call(token, "GET", filled(template, values), null);
    String documented = template.replaceFirst("\\?.*", "");
    report(
        "GET " + template + " answers",
        reply.text(),
        contract.checkAnswer("GET", documented, reply.status(), reply.body()));
    return reply.body();
  }

  private static String filled(String template, Object... values) {
    String path = template;
    for (Object value : values) {
      path = path.replaceFirst("\\{[^}]+}", value.toString());
    }
    return path;
  }

  private String general() {
    return "/channels/" + harbour.general.id() + "/messages";
  }

  private static JsonNode body(String json) {
    try {
      return json == null ? MissingNode.getInstance() : Bodies.JSON.readTree(json);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Calls a route, with variables in the order of the template, and checks both directions.
  private JsonNode call(String method, String withQuery, String json, Object... values) {
    String template = withQuery.replaceFirst("\\?.*", "");
    String name = method + " " + template;
    String path = filled(withQuery, values);
    if (json != null) {
      report(name + " takes", json, contract.checkRequest(method, template, body(json)));
    }
    String query = template.endsWith("/members/search") ? "?query=m" : "";
    Reply reply = harbour.call(method, path + query, json);
    if (reply.status() >= 300) {
      problems.add(name + " answers " + reply.status() + " " + reply.text());
    } else {
      report(
          name + " answers",
          reply.text(),
          contract.checkAnswer(method, template, reply.status(), reply.body()));
    }
    called.add(name);
    return reply.body();
  }

  private void report(String what, String json, List<String> wrong) {
    if (!wrong.isEmpty()) {
      problems.add(what + " " + wrong + " in " + json);
    }
  }

  private JsonNode get(String template, Object... values) {
    return call("GET", template, null, values);
  }

  private static final String AVATAR = "\"data:image/png;base64,aGVsbG8=\"";

  private void users() {
    get("/gateway");
    get("/gateway/bot");
    get("/applications/@me");
    get("/oauth2/applications/@me");
    call(
        "PATCH",
        "/applications/@me",
        "{\"description\":{\"default\":\"sails\"},\"tags\":[\"boats\"]}");
    get("/users/@me");
    get("/users/{user_id}", harbour.mate.id());
    call("PATCH", "/users/@me", "{\"username\":\"pilot2\",\"avatar\":" + AVATAR + "}");
    get("/users/@me/guilds");
    call("POST", "/users/@me/channels", "{\"recipient_id\":\"" + harbour.mate.id() + "\"}");
  }

  private void guilds() {
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

  private void channels() {
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

  private void members() {
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

  private void roles() {
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

  private void messages() {
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

  private void reactionsAndPins() {
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

  private void threads() {
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

  private void commands() {
    String command =
        """
        {"name":"sail","description":"Sets sail","type":1,"default_member_permissions":8,
         "options":[{"type":3,"name":"where","description":"Where to","required":true,
           "choices":[{"name":"Home","value":"home"}]},
           {"type":5,"name":"sub","description":"A part"}]}
        """;
    for (String base :
        List.of(
            "/applications/{application_id}/commands",
            "/applications/{application_id}/guilds/{guild_id}/commands")) {
      Object[] values =
          base.contains("guild")
              ? new Object[] {harbour.pilot.id(), harbour.guild.id(), 0}
              : new Object[] {harbour.pilot.id(), 0};
      String id = call("POST", base, command, values).path("id").asText();
      values[values.length - 1] = id;
      get(base, values);
      get(base + "/{command_id}", values);
      call("PATCH", base + "/{command_id}", "{\"description\":\"Sails\"}", values);
      call("PUT", base, "[" + command + "]", values);
      call("DELETE", base + "/{command_id}", null, values);
    }
  }

  private void interactions() {
    String callback = "/interactions/{interaction_id}/{interaction_token}/callback";
    Interaction used = harbour.use("sail");
    call(
        "POST",
        callback + "?with_response=true",
        "{\"type\":4,\"data\":{\"content\":\"aye\",\"flags\":64}}",
        used.id(),
        used.token());
    Interaction deferred = harbour.use("sail");
    call("POST", callback, "{\"type\":5}", deferred.id(), deferred.token());
    Interaction modal = harbour.use("sail");
    call(
        "POST",
        callback,
        """
        {"type":9,"data":{"custom_id":"m","title":"Where to?","components":[
          {"type":18,"label":"Port","component":{"type":4,"custom_id":"port","style":1}}]}}
        """,
        modal.id(),
        modal.token());
    String base = "/webhooks/{webhook_id}/{webhook_token}";
    Object[] values = {harbour.pilot.id(), deferred.token()};
    get(base + "/messages/@original", values);
    call("PATCH", base + "/messages/@original", "{\"content\":\"aye aye\"}", values);
    call("POST", base, "{\"content\":\"and off we go\"}", values);
    call("DELETE", base + "/messages/@original", null, values);
  }

  private void webhooks() {
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

  private void invites() {
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

  private void expressions() {
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
    report(
        "POST " + stickers + " answers",
        made.text(),
        contract.checkAnswer("POST", stickers, made.status(), made.body()));
    called.add("POST " + stickers);
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

  private void scheduledEvents() {
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

  private void voiceAndPolls() {
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

  private void bansAndEnds() {
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
