/// A simulated Discord.
///
/// [Sim][dev.botswain.sim.Sim] is one server on one port: `rest` answers requests under `/api`,
/// `control` those under `/sim`, `gateway` every WebSocket. All three read and change one `world`,
/// and each change comes back from it as a dispatch to the gateway's sessions. Dependencies run one
/// way: `control` uses `fault`, which can make a bot ill, both use `rest` and `gateway`, and these
/// use `world`. `junit` starts a sim for tests.
///
/// Everything runs on one Vert.x event loop, so nothing needs a lock, and events are sent in the
/// order in which they happen. Time comes from the clock in
/// [SimOptions][dev.botswain.sim.SimOptions]; only the pacing of a blast uses the machine's clock.
@org.jspecify.annotations.NullMarked
package dev.botswain.sim;
