package dev.botswain.bot;

import dev.botswain.discord.gateway.Gateway;
import dev.botswain.discord.protocol.Intent;
import dev.botswain.event.EventLogs;
import dev.botswain.inspect.RequestLogs;
import dev.botswain.store.Store;
import dev.botswain.time.Ticker;
import io.micrometer.core.instrument.Counter;
import io.vertx.core.Vertx;
import java.util.Set;
import java.util.function.Consumer;

/// What all bots of a server share.
///
/// @param intents the most that bots request
/// @param presences whether presences are kept
/// @param events counts dispatches
/// @param store where bots are stored
/// @param logs where their events are recorded
/// @param interactions those that callers may still answer
/// @param memberCount how many members they all have in memory
/// @param requestLogs their last calls to Discord
/// @param rejected called when Discord no longer accepts a bot's token
record BotParts(
    Vertx vertx,
    Ticker ticker,
    Gateway gateway,
    Set<Intent> intents,
    boolean presences,
    Counter events,
    Store store,
    EventLogs logs,
    OpenInteractions interactions,
    MemberCount memberCount,
    RequestLogs requestLogs,
    Consumer<TokenHash> rejected) {}
