package dev.botswain.discord.gateway;

/// What a closed connection means for the next one.
public enum AfterClose {
  /// The session may still be alive: connect again and RESUME. If it is not, Discord says so with
  /// INVALID_SESSION.
  RESUME,
  /// The session is gone: connect again and IDENTIFY.
  IDENTIFY,
  /// The gateway does not accept the token. If the REST API does not either, connecting again would
  /// not help.
  TOKEN_REJECTED,
  /// A privileged intent was asked for that the application does not have. Helps only to ask for
  /// less.
  DISALLOWED_INTENTS,
  /// The server does not know an intent that was asked for. Helps only to ask for less.
  INVALID_INTENTS,
  /// The bot has to be spread over another number of shards.
  RESHARD,
  /// The server does not speak our version. Connecting again would not help.
  UNSUPPORTED;

  /// The close code that a connection without a close frame counts as (RFC 6455, section 7.1.5).
  public static final int ABNORMAL = 1006;

  /// Decides by the close code. Unknown codes are treated as passing faults: a RESUME costs
  /// nothing, an IDENTIFY is one of a thousand a day.
  ///
  /// Source:
  /// <https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes>.
  public static AfterClose of(int closeCode) {
    return switch (closeCode) {
      case 4004 -> TOKEN_REJECTED;
      case 4007, 4009 -> IDENTIFY;
      case 4010, 4011 -> RESHARD;
      case 4012 -> UNSUPPORTED;
      case 4013 -> INVALID_INTENTS;
      case 4014 -> DISALLOWED_INTENTS;
      default -> RESUME;
    };
  }

  /// Whether the shard connects again by itself.
  public boolean reconnects() {
    return this == RESUME || this == IDENTIFY;
  }
}
