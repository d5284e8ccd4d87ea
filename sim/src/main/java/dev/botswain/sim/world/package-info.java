/// The simulated world: guilds, channels, roles, members, messages, bots, and what each may do and see.
///
/// [World][dev.botswain.sim.world.World] is the way in. It has one part for each kind of thing (`world.messages()`,
/// `world.channels()`, …), which finds things and is alone in changing them; each change goes out as a
/// [Dispatch][dev.botswain.sim.world.Dispatch], which knows who may have it and what they see. The setters of the
/// entities are for the functions that one hands to those parts:
///
///     world.channels().update(guild, channel, c -> c.name("harbour").topic("Who is in port"));
///
/// Entities are plain typed objects and not trees of JSON, because a world may hold hundreds of thousands of them:
/// [ById][dev.botswain.sim.world.ById] keeps them in sorted arrays, and each writes itself as Discord's documented
/// object with `write`. What a bot sees depends on its intents: a
/// [Viewer][dev.botswain.sim.world.Viewer] is a bot with those of one session, or over HTTP
/// ([Bot#overHttp][dev.botswain.sim.world.Bot]) with those that its application has enabled.
///
/// Everything here belongs to one thread, the sim's event loop, and takes no locks. Rules of access (may this bot
/// send here?) are for the caller to ask of [Permissions][dev.botswain.sim.world.Permissions]: the world does what
/// it is told, because tests and the control face act for anybody.
@NullMarked
package dev.botswain.sim.world;

import org.jspecify.annotations.NullMarked;
