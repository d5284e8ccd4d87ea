/// The vocabulary of Discord's protocol: intents, opcodes, close codes, permissions, ids and the
/// one table of dispatches, [dev.botswain.discord.protocol.EventType]. It depends on no other
/// package.
///
/// Source: <https://discord.com/developers/docs/events/gateway-events>.
@NullMarked
package dev.botswain.discord.protocol;

import org.jspecify.annotations.NullMarked;
