package dev.botswain.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/// How a command ends, for scripts.
enum ExitCode {
  DONE("It was done."),
  FAILED("It failed on this machine, for example because a file cannot be written."),
  MISUSED("The command line is wrong, or the operator's key is missing."),
  REFUSED("The server refused it: the key, a name or a value is wrong (4xx)."),
  UNREACHABLE("The server cannot be reached, or did not answer in time."),
  UNABLE("The server could not do it now (5xx); try again later."),
  UNHEALTHY("The doctor found an error or a warning.");

  private final String meaning;

  ExitCode(String meaning) {
    this.meaning = meaning;
  }

  int status() {
    return ordinal();
  }

  /// All of them, for the help.
  static Map<String, String> meanings() {
    var meanings = new LinkedHashMap<String, String>();
    for (ExitCode code : values()) {
      meanings.put(" " + code.status(), code.meaning);
    }
    return meanings;
  }
}
