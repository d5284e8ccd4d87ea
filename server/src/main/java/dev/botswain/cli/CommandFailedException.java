package dev.botswain.cli;

/// Why a command ends, as one sentence for the person who typed it.
final class CommandFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final ExitCode code;

  CommandFailedException(ExitCode code, String sentence) {
    super(sentence);
    this.code = code;
  }

  ExitCode code() {
    return code;
  }

  String sentence() {
    return String.valueOf(getMessage());
  }
}
