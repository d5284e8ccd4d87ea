package dev.botswain.sim.gateway;

/// A payload for which the client's connection is closed.
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final CloseCode code;

  Refusal(CloseCode code, String reason) {
    super(reason, null, false, false);
    this.code = code;
  }

  CloseCode code() {
    return code;
  }
}
