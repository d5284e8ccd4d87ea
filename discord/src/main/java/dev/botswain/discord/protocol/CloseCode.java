package dev.botswain.discord.protocol;

import org.jspecify.annotations.Nullable;

/// What the gateway closes a connection with.
///
/// Source:
/// <https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes>.
public enum CloseCode {
  UNKNOWN_ERROR(4000),
  UNKNOWN_OPCODE(4001),
  DECODE_ERROR(4002),
  NOT_AUTHENTICATED(4003),
  AUTHENTICATION_FAILED(4004),
  ALREADY_AUTHENTICATED(4005),
  INVALID_SEQ(4007),
  RATE_LIMITED(4008),
  SESSION_TIMED_OUT(4009),
  INVALID_SHARD(4010),
  SHARDING_REQUIRED(4011),
  INVALID_VERSION(4012),
  INVALID_INTENTS(4013),
  DISALLOWED_INTENTS(4014);

  private final short number;

  CloseCode(int number) {
    this.number = (short) number;
  }

  public short number() {
    return number;
  }

  /// The code of a number; null if Discord has given it no meaning.
  public static @Nullable CloseCode of(int number) {
    for (CloseCode code : values()) {
      if (code.number == number) {
        return code;
      }
    }
    return null;
  }

  /// Whether a client that closes with a code ends its gateway session.
  ///
  /// Source: <https://discord.com/developers/docs/events/gateway#initiating-a-disconnect>.
  public static boolean endsSession(int byClient) {
    return byClient == 1000 || byClient == 1001;
  }
}
