package dev.botswain.discord.rest;

import dev.botswain.share.Bound;

/// The bounds of [DiscordRest] for all bots, and how much one bot may have of each, or those that
/// count together ([RestQueue#countToward]).
///
/// @param calls requests without an answer yet; answers to interactions are counted separately
/// @param connections connections to Discord, without the following
/// @param uploads those for bodies that are sent at their sender's pace
/// @param interactions those for answers to interactions
/// @param rejectedTokens tokens that were tried and that Discord rejected, in ten minutes; the
///   share is a network's
public record RestLimits(
    Bound calls, Bound connections, Bound uploads, Bound interactions, Bound rejectedTokens) {
  /// Suits a program with one bot or a few.
  public static final RestLimits DEFAULT =
      new RestLimits(
          new Bound(50_000, 2_000),
          new Bound(1_024, 128),
          new Bound(256, 32),
          new Bound(256, 64),
          new Bound(1_000, 100));

  /// @throws IllegalArgumentException if a bound is empty
  public RestLimits {
    for (Bound bound : new Bound[] {calls, connections, uploads, interactions, rejectedTokens}) {
      if (bound.total() == 0 || bound.share() == 0) {
        throw new IllegalArgumentException("a limit of 0 lets nothing pass");
      }
    }
  }
}
