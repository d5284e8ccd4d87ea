/// Exports traces by OTLP over HTTP, with OpenTelemetry's SDK: the only place that knows it, loaded
/// only where a collector is configured.
///
/// A collector may be slow, absent or hostile. Spans that have ended wait in a queue with a bound,
/// and what does not fit is dropped and counted. One batch at a time is sent, once, with a bound on
/// the time until its answer has ended and on the answer's size.
@NullMarked
package dev.botswain.trace.otlp;

import org.jspecify.annotations.NullMarked;
