/// Benchmarks: what the server costs, measured from outside.
///
/// A [Benchmark] gets a [Bench] and fills its [Findings]. The sides that it compares (each a
/// [Side]: the server as its users start it, and the [Peer]s of `bench/peers`) run as separate
/// processes. Each is [Launched] on the core that [Cores] chooses, beside a sim that [SimControl]
/// controls. The load comes from [HttpLoad], [StreamReaders], [WebhookCounter] and
/// [GatewayClients]. The cost is what the operating system reports about the [ProcessTree].
///
/// Machines are noisy, so sides are measured in turn, and figures are medians of several runs, with
/// the minimum and maximum beside them. [Results] stores them as JSON and draws the [Page] from
/// that.
///
/// Several nodes on PostgreSQL are [Nodes], with a [Network] of [Link]s between them, so that a
/// [Fault] can happen to one. A [Trial] measures what that costs. A [ClusterRun] has [Readers] of
/// every kind beside it, each of which notes in a [Ledger] what it sees and what is wrong with it.
///
/// The kill test ([KillRun]) is here as well, because it also drives the server from outside. Inner
/// loops for JMH are in [dev.botswain.bench.loops].
@NullMarked
package dev.botswain.bench;

import org.jspecify.annotations.NullMarked;
