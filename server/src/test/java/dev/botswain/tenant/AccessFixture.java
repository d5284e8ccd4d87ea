package dev.botswain.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.Sim;
import dev.botswain.testing.Botswain;
import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.Map;

/// A server with bots, as its operator and their owners see it.
final class AccessFixture {
  private AccessFixture() {}

  /// A server where not everybody may log in.
  static Botswain start(Sim sim, String login, Map<String, String> more) {
    var settings = new HashMap<>(more);
    settings.put("BOTSWAIN_LOGIN", login);
    return Botswain.onSim(sim, settings);
  }

  /// The token of a bot of the demo world in Discord's form.
  ///
  /// @param alias its short token
  static String token(Botswain botswain, String alias) {
    for (JsonNode bot : botswain.simGet("/sim/bots").body()) {
      if (bot.path("alias").asText().equals(alias)) {
        return bot.path("token").asText();
      }
    }
    throw new AssertionError("no such bot");
  }

  static Botswain.Answer operator(Botswain botswain, String method, String path, String body) {
    var request = Botswain.request(botswain.url() + "/api/operator" + path);
    var publisher =
        body.isEmpty()
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body);
    return botswain.send(request.method(method, publisher), Botswain.OPERATOR_KEY);
  }

  /// Makes an invitation, which must succeed.
  ///
  /// @return its secret
  static String invite(Botswain botswain, String body) {
    var made = operator(botswain, "POST", "/invitations", body);
    if (made.status() != 201) {
      throw new AssertionError("invitation: " + made.status() + " " + made.body());
    }
    return made.body().path("invitation").asText();
  }

  static Botswain.Answer login(Botswain botswain, String token, String invitation) {
    return botswain.post("/api/auth/login", null, Map.of("token", token, "invitation", invitation));
  }
}
