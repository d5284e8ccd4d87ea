/// The control face under `/sim`: what tests, demos and benchmarks ask of the sim that Discord has
/// no API for.
///
/// JSON in camelCase, ids as strings; a request that cannot be done is answered with `{"error":
/// "<sentence>"}`. Nobody has to log in, and the tokens of all bots stand in `GET /sim/bots`, so it
/// answers only requests that name a loopback host and that no foreign web page sent (see
/// [Control]). The routes are listed in the README.
@org.jspecify.annotations.NullMarked
package dev.botswain.sim.control;
