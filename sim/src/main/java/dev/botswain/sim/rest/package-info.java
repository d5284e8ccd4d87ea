/// Discord's REST API, version 10, also available under `/api/v9` and `/api`.
///
/// A request passes, in this order: [ClientLimits] (an address with too many invalid requests is
/// refused, and so is a client without a proper User-Agent, as Cloudflare does), the [Router] (404
/// and 405), the [Faults] that a test planned, the bot's token (401), [RateLimits] (429), and its
/// [Endpoint]. Each step can throw a [RequestRefused], and only [Rest] turns that into Discord's
/// error body.
///
/// An endpoint is a method that takes a [Call] and returns an [Answer]. The `...Routes` classes
/// contain them, one class for each resource in Discord's documentation, and each route is one line
/// there: method, path, endpoint, and, if the general limit does not apply, its [Bucket]. Path
/// variables have the names of Discord's OpenAPI document, because the names appear in error bodies
/// and decide which of them are major parameters of rate limits.
///
/// Bodies are read through a [Form], which collects all their errors before it refuses. All changes
/// go through the world, which notifies the gateway; an [Audit] records what belongs in a guild's
/// audit log. A token in a path stands for a webhook or an interaction, which is a [Poster].
/// Everything here runs on the one event loop that owns the world, so nothing here is synchronized.
@org.jspecify.annotations.NullMarked
package dev.botswain.sim.rest;
