/// Benchmarks: what the server costs, measured from outside.
///
/// A [Benchmark] is given a [Bench] and fills its [Findings]. The sides that it compares ([Side]:
/// the server as its users start it, and the [Peer]s of `bench/peers`) run as processes of their
/// own, each [Launched] on a core as [Cores] has it, beside a sim that [SimControl] steers. Load
/// comes from [HttpLoad], [StreamReaders], [WebhookCounter] and [GatewayClients]; what it cost is
/// what the operating system says about the [ProcessTree].
///
/// Machines are noisy, so sides are measured in turn and figures are medians of several runs, with
/// the least and the most beside them. [Results] keeps them as JSON and draws the [Page] from that.
///
/// The kill test ([KillRun]) is here as well: it, too, drives the server from outside. Classes that
/// end in `Loop`, in the packages of what they measure, are inner loops for JMH.
@NullMarked
package dev.botswain.bench;

import org.jspecify.annotations.NullMarked;
