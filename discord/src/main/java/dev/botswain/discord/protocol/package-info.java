/// The words of Discord's protocol: intents, opcodes and the one table of dispatches,
/// [dev.botswain.discord.protocol.EventType]. It sees nothing else of ours.
///
/// Source: <https://discord.com/developers/docs/events/gateway-events>.
@NullMarked
package dev.botswain.discord.protocol;

import org.jspecify.annotations.NullMarked;
