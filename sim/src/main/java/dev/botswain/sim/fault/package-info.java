/// What can be wrong with a bot: named faults that a test can switch on and off, each as Discord's
/// documentation says that it shows.
///
/// [BotFaults][dev.botswain.sim.fault.BotFaults] is the entry point: it has the table of all faults
/// and knows which are on. A [BotFault][dev.botswain.sim.fault.BotFault] is a name, a sentence, and
/// a function that begins it and returns what ends it. The faults themselves are lines in
/// `AccountFaults` (token, application, commands), `NetworkFaults` (the way to Discord and its
/// limits), `GatewayFaults` and `GuildFaults`. They change the world, or set what `rest` and
/// `gateway` do; nothing here answers a bot.
@org.jspecify.annotations.NullMarked
package dev.botswain.sim.fault;
