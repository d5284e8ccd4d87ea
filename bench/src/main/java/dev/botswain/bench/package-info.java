/// Benchmarks: what the server costs, measured from outside.
///
/// The server and the sim run as their users run them, each a process of its own started by the
/// launcher ([Launched]); a [Benchmark] drives them through HTTP and reads what the operating
/// system says about the process. Machines are noisy, so figures are medians of several runs, with
/// the least and the most beside them.
@NullMarked
package dev.botswain.bench;

import org.jspecify.annotations.NullMarked;
