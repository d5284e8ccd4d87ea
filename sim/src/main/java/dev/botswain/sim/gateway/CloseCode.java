package dev.botswain.sim.gateway;

/// The gateway's close codes (Opcodes and Status Codes, "Gateway Close Event Codes").
enum CloseCode {
  UNKNOWN_ERROR(4000, false),
  UNKNOWN_OPCODE(4001, false),
  DECODE_ERROR(4002, false),
  NOT_AUTHENTICATED(4003, false),
  AUTHENTICATION_FAILED(4004, true),
  ALREADY_AUTHENTICATED(4005, false),
  INVALID_SEQ(4007, true),
  RATE_LIMITED(4008, false),
  SESSION_TIMED_OUT(4009, true),
  INVALID_SHARD(4010, true),
  SHARDING_REQUIRED(4011, true),
  INVALID_API_VERSION(4012, true),
  INVALID_INTENTS(4013, true),
  DISALLOWED_INTENTS(4014, true);

  private final int number;
  private final boolean endsSession;

  CloseCode(int number, boolean endsSession) {
    this.number = number;
    this.endsSession = endsSession;
  }

  int number() {
    return number;
  }

  /// The code with this number.
  ///
  /// @throws IllegalArgumentException if there is none
  static CloseCode of(int number) {
    for (var code : values()) {
      if (code.number == number) {
        return code;
      }
    }
    throw new IllegalArgumentException("Discord has no close code " + number);
  }

  /// Whether a session ends when we close its connection with this code.
  static boolean sentByUsEndsSession(int number) {
    for (var code : values()) {
      if (code.number == number) {
        return code.endsSession;
      }
    }
    return false;
  }

  /// Whether a session ends when its client closes with this code (Gateway, "Initiating a
  /// Disconnect").
  static boolean sentByClientEndsSession(int number) {
    return number == 1000 || number == 1001;
  }
}
