package dev.botswain.discord.rest;

import java.util.function.LongSupplier;

/// The counts of a guard and of a budget of failed logins.
record SharedAddress(InvalidRequestGuard guard, UnknownTokens tokens, LongSupplier ticker)
    implements AddressCounts {
  @Override
  public New take() {
    return new New(guard.take(), tokens.take());
  }

  @Override
  public void putBack(New untold) {
    guard.putBack(untold.invalid());
    tokens.putBack(untold.rejected());
  }

  @Override
  public void learn(Others others) {
    guard.learn(others.invalid(), ticker.getAsLong());
    tokens.learn(others.rejected());
  }
}
