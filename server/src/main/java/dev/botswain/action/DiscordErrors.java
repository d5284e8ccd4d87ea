package dev.botswain.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.botswain.discord.rest.DiscordErrorException;
import dev.botswain.discord.rest.RestResponse;
import dev.botswain.error.ApiError;
import dev.botswain.error.RequestRefusedException;
import dev.botswain.json.DiscordJson;
import dev.botswain.json.MalformedAnswerException;
import io.vertx.core.buffer.Buffer;

/// What Discord's error codes mean for our callers:
/// <https://docs.discord.com/developers/topics/opcodes-and-status-codes#json>.
final class DiscordErrors {
  /// Codes between these say that something is unknown:
  /// <https://discord.com/developers/docs/topics/opcodes-and-status-codes#json>.
  private static final int LAST_GENERAL = 10_000;

  private static final int FIRST_LIMIT = 20_000;

  private DiscordErrors() {}

  static RequestRefusedException refusal(DiscordErrorException failure) {
    return refusal(failure.status(), failure.body());
  }

  /// @param response not a success
  static RequestRefusedException refusal(RestResponse response) {
    return refusal(response.status(), response.body());
  }

  private static RequestRefusedException refusal(int status, Buffer body) {
    JsonNode error = tree(body);
    var refusal = refusal(status, error.path("code").asInt(), error.path("message").asText(""));
    JsonNode wrong = error.path("errors");
    return wrong.isContainerNode() && status < 500 ? fieldOf(wrong, refusal) : refusal;
  }

  private static JsonNode tree(Buffer body) {
    try {
      return DiscordJson.tree(body.getBytes());
    } catch (MalformedAnswerException notJson) {
      return MissingNode.getInstance();
    }
  }

  /// The first field that Discord finds invalid, and why:
  /// <https://discord.com/developers/docs/reference#error-messages>.
  private static RequestRefusedException fieldOf(JsonNode wrong, RequestRefusedException refusal) {
    var field = new StringBuilder();
    for (JsonNode node = wrong; node.isObject() && !node.isEmpty(); ) {
      var first = node.properties().iterator().next();
      String name = first.getKey();
      if (name.equals("_errors")) {
        String sentence = first.getValue().path(0).path("message").asText("is wrong");
        var named = refusal.error().because("Discord refuses " + field + ": " + sentence);
        refusal.details().forEach(named::with);
        return field.isEmpty() ? named : named.with("field", field.toString());
      }
      if (name.chars().allMatch(Character::isDigit)) {
        field.append('[').append(name).append(']');
      } else {
        field.append(field.isEmpty() ? Shape.camelCase(name) : "." + name);
      }
      node = first.getValue();
    }
    return refusal;
  }

  /// @param code 0 if Discord gave none
  /// @param message empty if Discord gave none
  static RequestRefusedException refusal(int status, int code, String message) {
    if (status >= 500) {
      return ApiError.DISCORD_FAILED.refusal().with("discordStatus", status);
    }
    var error = error(status, code);
    var refusal = error.because(sentence(error, code, message));
    return code == 0 ? refusal : refusal.with("discordCode", code);
  }

  private static ApiError error(int status, int code) {
    return switch (code) {
      case 10003 -> ApiError.UNKNOWN_CHANNEL;
      case 10004 -> ApiError.UNKNOWN_GUILD;
      case 10007 -> ApiError.UNKNOWN_MEMBER;
      case 10008 -> ApiError.UNKNOWN_MESSAGE;
      case 10011 -> ApiError.UNKNOWN_ROLE;
      case 10013 -> ApiError.UNKNOWN_USER;
      case 40001 -> ApiError.TOKEN_REJECTED;
      case 50001, 50013 -> ApiError.MISSING_PERMISSION;
      case 40060 -> ApiError.ALREADY_ACKNOWLEDGED;
      case 50035 -> ApiError.INVALID_REQUEST;
      // The token of a webhook or interaction in the path, not the bot's.
      case 50027 -> ApiError.UNKNOWN_RESOURCE;
      default ->
          code > LAST_GENERAL && code < FIRST_LIMIT ? ApiError.UNKNOWN_RESOURCE : error(status);
    };
  }

  private static ApiError error(int status) {
    return switch (status) {
      case 401 -> ApiError.TOKEN_REJECTED;
      case 403 -> ApiError.FORBIDDEN;
      case 404 -> ApiError.UNKNOWN_RESOURCE;
      case 400, 409, 415 -> ApiError.INVALID_REQUEST;
      case 413 -> ApiError.BODY_TOO_LARGE;
      default -> ApiError.DISCORD_FAILED;
    };
  }

  /// Our sentence if it says more than Discord's, otherwise Discord's.
  private static String sentence(ApiError error, int code, String message) {
    return switch (code) {
      case 10003, 10004, 10007, 10008, 10011, 10013 -> error.sentence();
      case 50001 -> "the bot cannot see this; it lacks VIEW_CHANNEL or is not in the guild";
      default -> message.isEmpty() ? error.sentence() : "Discord refuses: " + message;
    };
  }
}
