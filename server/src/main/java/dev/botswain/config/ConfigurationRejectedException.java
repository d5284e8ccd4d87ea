package dev.botswain.config;

import java.util.List;

/// The environment cannot be turned into a [Config].
public final class ConfigurationRejectedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final List<String> problems;

  ConfigurationRejectedException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /// One sentence for each problem, without secrets; never empty.
  public List<String> problems() {
    return problems;
  }
}
