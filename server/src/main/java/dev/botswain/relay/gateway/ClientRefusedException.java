package dev.botswain.relay.gateway;

import dev.botswain.discord.protocol.CloseCode;

/// A client of the gateway did what costs it the connection.
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
