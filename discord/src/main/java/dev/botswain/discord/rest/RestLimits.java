package dev.botswain.discord.rest;

import dev.botswain.share.Bound;

/// How much of what [DiscordRest] needs there is for all bots, and how much of it one may have.
///
/// @param calls requests without an answer yet; those that answer interactions are counted apart
/// @param connections those to Discord, but for
/// @param uploads those on which a body goes at the pace of its sender
/// @param interactions those for answers to interactions
/// @param rejectedTokens tokens that were tried and that Discord rejected, in ten minutes; the
///   share is a network's
public record RestLimits(
    Bound calls, Bound connections, Bound uploads, Bound interactions, Bound rejectedTokens) {
  /// What suits a program with one bot or a few.
  public static final RestLimits DEFAULT =
      new RestLimits(
          new Bound(50_000, 2_000),
          new Bound(1_024, 128),
          new Bound(256, 32),
          new Bound(256, 64),
          new Bound(1_000, 100));

  /// @throws IllegalArgumentException if there is none of something
  public RestLimits {
    for (Bound bound : new Bound[] {calls, connections, uploads, interactions, rejectedTokens}) {
      if (bound.total() == 0 || bound.share() == 0) {
        throw new IllegalArgumentException("a limit of 0 lets nothing pass");
      }
    }
  }
}
