package dev.botswain.bot;

import dev.botswain.discord.rest.RestQueue;
import dev.botswain.secret.Secret;
import io.vertx.core.Context;

/// A bot's own event loop and its access to Discord.
///
/// @param hash of the token
/// @param records what is recorded of the calls to Discord
record BotAccess(
    Context loop,
    RestQueue rest,
    DiscordCalls calls,
    Secret token,
    TokenHash hash,
    CallRecords records) {}
