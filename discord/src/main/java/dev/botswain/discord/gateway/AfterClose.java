package dev.botswain.discord.gateway;

import dev.botswain.discord.protocol.CloseCode;

/// What a closed connection means for the next one.
public enum AfterClose {
  /// The session may still be alive: connect again and RESUME. If it is not, Discord says so with
  /// INVALID_SESSION.
  RESUME,
  /// The session is gone: connect again and IDENTIFY.
  IDENTIFY,
  /// The gateway does not accept the token. If the REST API does not either, reconnecting would not
  /// help.
  TOKEN_REJECTED,
  /// The shard requested a privileged intent that the application does not have. Only requesting
  /// fewer intents helps.
  DISALLOWED_INTENTS,
  /// The server does not know a requested intent. Only requesting fewer intents helps.
  INVALID_INTENTS,
  /// The bot must use a different number of shards.
  RESHARD,
  /// The server does not speak our version. Reconnecting would not help.
  UNSUPPORTED;

  /// The close code that stands for a connection without a close frame (RFC 6455, section 7.1.5).
  public static final int ABNORMAL = 1006;

  /// Decides by the close code. Unknown codes are treated as temporary faults: a RESUME costs
  /// nothing, while an IDENTIFY is one of a thousand a day.
  ///
  /// Source:
  /// <https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes>.
  public static AfterClose of(int closeCode) {
    return switch (CloseCode.of(closeCode)) {
      case AUTHENTICATION_FAILED -> TOKEN_REJECTED;
      case INVALID_SEQ, SESSION_TIMED_OUT -> IDENTIFY;
      case INVALID_SHARD, SHARDING_REQUIRED -> RESHARD;
      case INVALID_VERSION -> UNSUPPORTED;
      case INVALID_INTENTS -> AfterClose.INVALID_INTENTS;
      case DISALLOWED_INTENTS -> AfterClose.DISALLOWED_INTENTS;
      case UNKNOWN_ERROR,
          UNKNOWN_OPCODE,
          DECODE_ERROR,
          NOT_AUTHENTICATED,
          ALREADY_AUTHENTICATED,
          RATE_LIMITED ->
          RESUME;
      case null -> RESUME;
    };
  }

  /// Whether the shard reconnects by itself.
  public boolean reconnects() {
    return this == RESUME || this == IDENTIFY;
  }
}
