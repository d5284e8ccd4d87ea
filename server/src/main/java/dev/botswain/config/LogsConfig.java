package dev.botswain.config;

/// What is logged, and how.
public record LogsConfig(
    @Setting(
            name = "LOG_FORMAT",
            preset = "text",
            text =
                "Log lines for people (`text`), or one JSON object per line for programs"
                    + " (`json`).")
        Format format,
    @Setting(name = "LOG_LEVEL", preset = "info", text = "The lowest level that is logged.")
        Level level) {
  static LogsConfig of(Reading.Values from) {
    return new LogsConfig(from.next(), from.next());
  }

  public enum Format {
    TEXT,
    JSON
  }

  public enum Level {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE
  }
}
