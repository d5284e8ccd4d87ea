package dev.botswain.sim.control;

/// A request that the control API refuses, with the status and the sentence that say why.
final class Refused extends RuntimeException {
  private final int status;

  Refused(int status, String sentence) {
    super(sentence, null, false, false);
    this.status = status;
  }

  /// An invalid request.
  static Refused bad(String sentence) {
    return new Refused(400, sentence);
  }

  /// A request for something that does not exist.
  static Refused unknown(String sentence) {
    return new Refused(404, sentence);
  }

  int status() {
    return status;
  }
}
