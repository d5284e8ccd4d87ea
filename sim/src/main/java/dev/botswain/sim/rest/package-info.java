/// Discord's REST API, version 10, also answering under `/api/v9` and `/api`.
///
/// One request passes, in this order: [ClientLimits] (an address with too many invalid requests is
/// cut off, a client without a proper User-Agent is refused, as Cloudflare does both), the [Router]
/// (404 and 405), the [Faults] that a test asked for, the bot's token (401), [RateLimits] (429),
/// and its [Endpoint]. Whatever stops it on the way is thrown as a [RequestRefused], and [Rest]
/// alone turns that into Discord's error body.
///
/// An endpoint is a method that takes a [Call] and gives an [Answer]. The `...Routes` classes hold
/// them, one class a resource of Discord's documentation, and each route is one line there: method,
/// path, endpoint, and, where the general limit is not right, its [Bucket]. Path variables are
/// named as in Discord's OpenAPI document, because their names appear in error bodies and decide
/// which of them are major parameters of rate limits.
///
/// Bodies are read through a [Form], which collects everything that is wrong with them before it
/// refuses. All changes go through the world, which tells the gateway; what a guild's audit log
/// tells of goes there through an [Audit]. A token in a path stands for a webhook or an
/// interaction, which is a [Poster]. Everything here runs on the one event loop that owns the
/// world, so nothing here is synchronized.
@org.jspecify.annotations.NullMarked
package dev.botswain.sim.rest;
