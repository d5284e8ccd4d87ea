package dev.botswain.api;

import dev.botswain.rest.DiscordErrorException;

/// What Discord's error codes mean to our callers:
/// <https://docs.discord.com/developers/topics/opcodes-and-status-codes#json>.
final class DiscordErrors {
  private DiscordErrors() {}

  static RequestRefusedException refusal(DiscordErrorException failure) {
    return refusal(failure.status(), failure.code(), failure.discordMessage());
  }

  /// @param code 0 if Discord gave none
  /// @param message empty if Discord gave none
  static RequestRefusedException refusal(int status, int code, String message) {
    if (status >= 500) {
      return ApiError.DISCORD_FAILED.refusal().with("discordStatus", status);
    }
    var error = error(status, code);
    var refusal = new RequestRefusedException(error, sentence(error, code, message));
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
      case 50001, 50013 -> ApiError.MISSING_PERMISSION;
      case 50035 -> ApiError.INVALID_REQUEST;
      default ->
          switch (status) {
            case 401 -> ApiError.TOKEN_REJECTED;
            case 403 -> ApiError.FORBIDDEN;
            case 404 -> ApiError.UNKNOWN_RESOURCE;
            case 400 -> ApiError.INVALID_REQUEST;
            default -> ApiError.DISCORD_FAILED;
          };
    };
  }

  /// Ours where it says more than Discord's, else Discord's.
  private static String sentence(ApiError error, int code, String message) {
    return switch (code) {
      case 10003, 10004, 10007, 10008, 10011, 10013 -> error.sentence();
      case 50001 -> "the bot cannot see this; it lacks VIEW_CHANNEL or is not in the guild";
      default -> message.isEmpty() ? error.sentence() : "Discord refuses: " + message;
    };
  }
}
