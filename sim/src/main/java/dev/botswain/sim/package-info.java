/// A simulated Discord.
///
/// [Sim][dev.botswain.sim.Sim] is one server on one port: `rest` answers what is under `/api`,
/// `control` what is under `/sim`, `gateway` every WebSocket. All three look at and change one
/// `world`, and each change comes back out of it as a dispatch to the gateway's sessions. Arrows
/// run one way: `control` to `rest` and `gateway`, these to `world`. `junit` starts a sim for
/// tests.
///
/// Everything lives on one Vert.x event loop, so that nothing needs a lock and what happens first
/// is told first. Time comes from the clock in [SimOptions][dev.botswain.sim.SimOptions]; only the
/// pacing of a blast goes by the machine's.
@org.jspecify.annotations.NullMarked
package dev.botswain.sim;
