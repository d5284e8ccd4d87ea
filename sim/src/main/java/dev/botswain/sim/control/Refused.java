package dev.botswain.sim.control;

/// A request that the control face does not do, with the status and the sentence that say why.
final class Refused extends RuntimeException {
  private final int status;

  Refused(int status, String sentence) {
    super(sentence, null, false, false);
    this.status = status;
  }

  /// A request that is wrong in itself.
  static Refused bad(String sentence) {
    return new Refused(400, sentence);
  }

  /// A request for something that is not there.
  static Refused unknown(String sentence) {
    return new Refused(404, sentence);
  }

  int status() {
    return status;
  }
}
