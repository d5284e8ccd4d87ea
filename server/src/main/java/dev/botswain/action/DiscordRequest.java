package dev.botswain.action;

import dev.botswain.discord.rest.RestRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The request of an [Action] to Discord.
final class DiscordRequest {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)(?::([^}]+))?}");

  private DiscordRequest() {}

  /// @param found values of the route's placeholders that are not in the request
  static RestRequest of(Action action, ActionContext asked, Map<String, String> found) {
    RestRequest request =
        RestRequest.of(action.method(), path(action.route(asked), asked, found))
            .reason(asked.reason())
            .repeatable(action.isRepeatable());
    for (var fixed : action.fixedQuery().entrySet()) {
      request = request.query(fixed.getKey(), fixed.getValue());
    }
    for (String parameter : action.query()) {
      String value = asked.request().text(parameter);
      if (value != null) {
        var codec = action.queryShape().toDiscord("", new JsonObject().put(parameter, value));
        for (var entry : codec) {
          request = request.query(entry.getKey(), entry.getValue());
        }
      }
    }
    return switch (action.body(asked)) {
      case JsonObject object -> {
        ActionFiles files = asked.request().files();
        yield files == null ? request.json(object.toBuffer()) : files.addTo(request, object);
      }
      case JsonArray list -> request.json(list.toBuffer());
      case null -> request;
      case Object other -> throw new IllegalStateException(other.getClass() + " is no body");
    };
  }

  private static String path(String route, ActionContext asked, Map<String, String> found) {
    return PLACEHOLDER
        .matcher(route)
        .replaceAll((MatchResult placeholder) -> {
          String value = found.get(placeholder.group(1));
          if (value == null) {
            value = asked.value(placeholder.group(1));
          }
          if (value == null) {
            value = placeholder.group(2);
          }
          if (value == null) {
            throw new IllegalStateException("nothing stands for " + placeholder.group());
          }
          return value.equals("@me") ? value : RestRequest.encode(value);
        });
  }
}
