package dev.botswain.bot;

import dev.botswain.discord.gateway.Gateway;
import dev.botswain.discord.protocol.Intent;
import dev.botswain.event.EventLogs;
import dev.botswain.store.Store;
import dev.botswain.time.Ticker;
import io.micrometer.core.instrument.Counter;
import io.vertx.core.Vertx;
import java.util.Set;
import java.util.function.Consumer;

/// What every bot of a server is made with.
///
/// @param intents what bots ask for at most
/// @param presences whether presences are kept
/// @param events counts dispatches
/// @param store where bots are kept
/// @param logs where their events are kept
/// @param rejected told when Discord does not accept a bot's token any more
record BotParts(
    Vertx vertx,
    Ticker ticker,
    Gateway gateway,
    Set<Intent> intents,
    boolean presences,
    Counter events,
    Store store,
    EventLogs logs,
    Consumer<Bot> rejected) {}
