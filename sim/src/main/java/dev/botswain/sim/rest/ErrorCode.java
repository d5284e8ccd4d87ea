package dev.botswain.sim.rest;

/// The JSON error codes of the sim's answers, each with Discord's status and sentence ([Opcodes and
/// Status Codes](https://discord.com/developers/docs/topics/opcodes-and-status-codes#json)).
enum ErrorCode {
  UNAUTHORIZED(0, 401, "401: Unauthorized"),
  NOT_FOUND(0, 404, "404: Not Found"),
  METHOD_NOT_ALLOWED(0, 405, "405: Method Not Allowed"),
  IMAGE_TOO_LARGE(0, 400, "File cannot be larger than 256.0 kb."),
  UNKNOWN_APPLICATION(10002, 404, "Unknown Application"),
  UNKNOWN_CHANNEL(10003, 404, "Unknown Channel"),
  UNKNOWN_GUILD(10004, 404, "Unknown Guild"),
  UNKNOWN_INVITE(10006, 404, "Unknown Invite"),
  UNKNOWN_MEMBER(10007, 404, "Unknown Member"),
  UNKNOWN_MESSAGE(10008, 404, "Unknown Message"),
  UNKNOWN_OVERWRITE(10009, 404, "Unknown Permission Overwrite"),
  UNKNOWN_ROLE(10011, 404, "Unknown Role"),
  UNKNOWN_USER(10013, 404, "Unknown User"),
  UNKNOWN_EMOJI(10014, 400, "Unknown Emoji"),
  UNKNOWN_WEBHOOK(10015, 404, "Unknown Webhook"),
  UNKNOWN_BAN(10026, 404, "Unknown Ban"),
  UNKNOWN_STICKER(10060, 404, "Unknown sticker"),
  UNKNOWN_STICKER_PACK(10061, 404, "Unknown sticker pack"),
  UNKNOWN_INTERACTION(10062, 404, "Unknown interaction"),
  UNKNOWN_COMMAND(10063, 404, "Unknown application command"),
  UNKNOWN_VOICE_STATE(10065, 404, "Unknown Voice State"),
  UNKNOWN_EVENT(10070, 404, "Unknown Guild Scheduled Event"),
  NOT_YOUR_APPLICATION(
      20012, 403, "You are not authorized to perform this action on this application"),
  TOO_MANY_PINS(30003, 400, "Maximum number of pins reached for the channel (250)"),
  TOO_MANY_ROLES(30005, 400, "Maximum number of guild roles reached (250)"),
  TOO_MANY_WEBHOOKS(30007, 400, "Maximum number of webhooks reached (15)"),
  TOO_MANY_EMOJIS(30008, 400, "Maximum number of emojis reached (50)"),
  TOO_MANY_REACTIONS(30010, 400, "Maximum number of reactions reached (20)"),
  TOO_MANY_CHANNELS(30013, 400, "Maximum number of guild channels reached (500)"),
  TOO_MANY_INVITES(30016, 400, "Maximum number of invites reached (1000)"),
  TOO_MANY_ANIMATED_EMOJIS(30018, 400, "Maximum number of animated emojis reached (50)"),
  TOO_MANY_THREAD_MEMBERS(
      30033, 400, "Maximum number of thread participants has been reached (1000)"),
  TOO_MANY_COMMANDS(30032, 400, "Maximum number of application commands reached"),
  TOO_MANY_COMMAND_CREATES(
      30034, 400, "Max number of daily application command creates has been reached (200)"),
  TOO_MANY_EVENTS(30038, 400, "Maximum number of uncompleted guild scheduled events reached (100)"),
  TOO_MANY_STICKERS(30039, 400, "Maximum number of stickers reached (5)"),
  TOO_LARGE(40005, 413, "Request entity too large"),
  TOO_MANY_ATTACHMENTS(30015, 400, "Maximum number of attachments in a message reached (10)"),
  ONE_PARENT_AT_A_TIME(40009, 400, "Only one channel can have a parent_id modified at a time"),
  NOT_IN_VOICE(40032, 400, "Target user is not connected to voice."),
  ALREADY_CROSSPOSTED(40033, 400, "This message has already been crossposted."),
  COMMAND_NAME_TAKEN(40041, 400, "An application command with that name already exists"),
  FORUM_CHANNEL(40058, 400, "Cannot send a message in a forum channel"),
  ALREADY_ACKNOWLEDGED(40060, 400, "Interaction has already been acknowledged."),
  TAG_NAME_TAKEN(40061, 400, "Tag names must be unique"),
  TAG_REQUIRED(40067, 400, "A tag is required to create a forum post in this channel"),
  CLOUDFLARE(40333, 403, "internal network error"),
  MISSING_ACCESS(50001, 403, "Missing Access"),
  NOT_IN_DM(50003, 403, "Cannot execute action on a DM channel"),
  NOT_THE_AUTHOR(50005, 403, "Cannot edit a message authored by another user"),
  EMPTY_MESSAGE(50006, 400, "Cannot send an empty message"),
  CANNOT_SEND_TO_USER(50007, 403, "Cannot send messages to this user"),
  NOT_A_TEXT_CHANNEL(50008, 400, "Cannot send messages in a non-text channel"),
  MISSING_PERMISSIONS(50013, 403, "Missing Permissions"),
  SYSTEM_MESSAGE(50021, 403, "Cannot execute action on a system message"),
  WRONG_CHANNEL_TYPE(50024, 403, "Cannot execute action on this channel type"),
  INVALID_WEBHOOK_TOKEN(50027, 401, "Invalid Webhook Token"),
  INVALID_ROLE(50028, 400, "Invalid Role"),
  INVALID_RECIPIENT(50033, 400, "Invalid Recipient(s)"),
  BULK_DELETE_COUNT(
      50016,
      400,
      "Provided too few or too many messages to delete. Must provide at least 2 and fewer than 100"
          + " messages to delete."),
  TOO_OLD_FOR_BULK_DELETE(
      50034, 400, "You can only bulk delete messages that are under 14 days old."),
  INVALID_FORM_BODY(50035, 400, "Invalid Form Body"),
  INVALID_VERSION(50041, 400, "Invalid API version provided"),
  INVALID_FILE(50046, 400, "Invalid Asset"),
  INVALID_MESSAGE_TYPE(50068, 400, "Invalid message type"),
  VOICE_MESSAGE_WITH_MORE(50159, 400, "Voice messages do not support additional content."),
  VOICE_MESSAGE_NEEDS_AUDIO(50160, 400, "Voice messages must have a single audio attachment."),
  VOICE_MESSAGE_NEEDS_METADATA(50161, 400, "Voice messages must have supporting metadata."),
  VOICE_MESSAGE_IS_FIXED(50162, 400, "Voice messages cannot be edited."),
  INVALID_STICKER(50081, 400, "Invalid sticker sent"),
  ARCHIVED_THREAD(50083, 400, "Thread is archived"),
  NO_MUTUAL_GUILD(50278, 403, "Cannot send messages to this user due to having no mutual guilds"),
  NEEDS_BOOSTS(50101, 403, "This server needs more boosts to perform this action"),
  INVALID_JSON(50109, 400, "The request body contains invalid JSON."),
  TWO_FACTOR_REQUIRED(60003, 403, "Two factor is required for this operation"),
  NO_HISTORY_TO_REPLY(160002, 403, "Cannot reply without permission to read message history"),
  THREAD_EXISTS(160004, 400, "A thread has already been created for this message"),
  THREAD_LOCKED(160005, 403, "Thread is locked"),
  EVENT_IS_OVER(180000, 400, "Cannot update a finished event"),
  NEEDS_THREAD(
      220001, 400, "Webhooks posted to forum channels must have a thread_name or thread_id"),
  THREAD_NAME_AND_ID(
      220002,
      400,
      "Webhooks posted to forum channels cannot have both a thread_name and thread_id"),
  NO_FORUM_WEBHOOK(220003, 400, "Webhooks can only create threads in forum channels"),
  BAN_FAILED(500000, 400, "Failed to ban users"),
  POLL_EXPIRED(520001, 400, "Poll expired"),
  POLL_IS_FIXED(520003, 400, "Cannot edit a poll message"),
  NO_POLL(520006, 400, "Cannot expire a non-poll message");

  final int code;
  final int status;
  final String message;

  ErrorCode(int code, int status, String message) {
    this.code = code;
    this.status = status;
    this.message = message;
  }

  /// The exception for this error.
  RequestRefused refusal() {
    return new RequestRefused(this, null);
  }
}
