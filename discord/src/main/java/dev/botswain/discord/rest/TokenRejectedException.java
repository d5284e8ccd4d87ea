package dev.botswain.discord.rest;

/// Discord does not accept the bot's token. Nothing more is sent for this bot.
public final class TokenRejectedException extends RestException {
  TokenRejectedException() {
    super("Discord rejects this bot's token", null);
  }
}
