package dev.botswain.relay.gateway;

import dev.botswain.discord.protocol.CloseCode;

/// A client of the gateway did something for which its connection is closed.
final class ClientRefusedException extends RuntimeException {
  private final CloseCode code;

  ClientRefusedException(CloseCode code, String reason) {
    super(reason);
    this.code = code;
  }

  CloseCode code() {
    return code;
  }
}
