package dev.botswain.bot;

import dev.botswain.hash.Sha256;
import dev.botswain.secret.Secret;

/// The SHA-256 of a bot's token, used to look it up, so that the token itself stays in the bot.
record TokenHash(String hex) {

  static TokenHash of(Secret token) {
    return new TokenHash(Sha256.hex(token.value()));
  }
}
