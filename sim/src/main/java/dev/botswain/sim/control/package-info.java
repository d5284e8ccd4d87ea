/// The control API under `/sim`: what tests, demos and benchmarks need from the sim that Discord
/// has no API for.
///
/// JSON in camelCase, ids as strings; a request that cannot be performed is answered with
/// `{"error": "<sentence>"}`. No login is needed, and `GET /sim/bots` shows the tokens of all bots.
/// So it answers only requests that name a loopback host and do not come from a foreign web page
/// (see [Control]). The README lists the routes.
@org.jspecify.annotations.NullMarked
package dev.botswain.sim.control;
