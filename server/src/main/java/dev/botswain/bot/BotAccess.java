package dev.botswain.bot;

import dev.botswain.discord.rest.RestQueue;
import dev.botswain.secret.Secret;
import io.vertx.core.Context;

/// A bot's own event loop and its access to Discord.
///
/// @param hash of the token
/// @param requests what is asked of Discord
record BotAccess(
    Context loop,
    RestQueue rest,
    DiscordCalls calls,
    Secret token,
    TokenHash hash,
    RequestHistory requests) {}
