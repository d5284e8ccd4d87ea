/// The simulated world: guilds, channels, roles, members, messages, bots, and what each may do and
/// see.
///
/// [World][dev.botswain.sim.world.World] is the entry point. It has one part for each kind of
/// entity (`world.messages()`, `world.channels()`, …), which finds entities and is the only code
/// that changes them. Each change is sent as a [Dispatch][dev.botswain.sim.world.Dispatch], which
/// knows who may get it and what they see. The setters of the entities are for the functions that
/// callers pass to those parts:
///
///     world.channels().update(guild, channel, c -> c.name("harbour").topic("Who is in port"));
///
/// Entities are plain typed objects instead of JSON trees, because a world may hold hundreds of
/// thousands of them: [ById][dev.botswain.sim.world.ById] keeps them in sorted arrays, and each
/// writes itself as Discord's documented object with `write`. What a bot sees depends on its
/// intents: a [Viewer][dev.botswain.sim.world.Viewer] is a bot with those of one session, or over
/// HTTP ([Bot#overHttp][dev.botswain.sim.world.Bot]) with those that are enabled for its
/// application.
///
/// Everything here is confined to one thread, the sim's event loop, and takes no locks. Access
/// rules (may this bot send here?) are up to the caller, who asks
/// [Permissions][dev.botswain.sim.world.Permissions]: the world does what it is told, because tests
/// and the control API act for any user.
@NullMarked
package dev.botswain.sim.world;

import org.jspecify.annotations.NullMarked;
