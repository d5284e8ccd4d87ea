package dev.botswain.sim.rest;

import dev.botswain.sim.world.Interaction;
import java.util.List;

/// Routes of users, commands and interactions.
final class AppCalls extends DocumentedRoutes {
  AppCalls(DocumentedCalls calls) {
    super(calls);
  }

  void users() {
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

  void commands() {
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

  void interactions() {
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
}
