package dev.botswain.doctor;

/// Looks at one thing.
///
/// @param name a stable word
/// @param needs what it needs to know
record HealthCheck(String name, Needs needs, Look look) {
  enum Needs {
    /// A bot that is logged in here, and no answer of Discord's.
    BOT,
    /// Discord's answers alone.
    DISCORD,
    /// Both.
    BOTH
  }

  /// What it looks at, and what it finds.
  @FunctionalInterface
  interface Look {
    void at(Examination of, Findings found);
  }

  /// Whether it can say something of a bot without asking Discord.
  boolean isCheap() {
    return needs == Needs.BOT;
  }
}
