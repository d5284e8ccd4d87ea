package dev.botswain.sim.fault;

/// A fault that a bot can have.
///
/// @param name as in `clock_skewed`
/// @param says what is wrong and how it shows, in a sentence
/// @param options what may be set, as in `ms (1500)`; empty if nothing
/// @param cause begins it
public record BotFault(String name, String says, String options, Cause cause) {
  /// Begins a fault.
  @FunctionalInterface
  interface Cause {
    /// Begins it.
    ///
    /// @throws IllegalArgumentException with a sentence if this bot cannot have it
    Begun begin(Patient patient);
  }

  /// A fault that has begun.
  ///
  /// @param heal ends it
  /// @param url where it is to be met, if that is not the sim's own address; otherwise empty
  record Begun(Runnable heal, String url) {
    Begun(Runnable heal) {
      this(heal, "");
    }
  }

  /// A fault without options.
  static BotFault of(String name, String says, Simple simple) {
    return of(name, says, "", simple);
  }

  static BotFault of(String name, String says, String options, Simple simple) {
    return new BotFault(name, says, options, patient -> new Begun(simple.begin(patient)));
  }

  /// Begins a fault and returns what ends it.
  @FunctionalInterface
  interface Simple {
    Runnable begin(Patient patient);
  }
}
