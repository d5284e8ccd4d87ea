/// Traces: what became of a request or an event, as steps with times, for whoever collects them.
///
/// Code that does a step begins a [dev.botswain.trace.Span] and ends it. It knows nothing of how
/// spans are exported. Where tracing is off there is [dev.botswain.trace.Traces#OFF] and
/// [dev.botswain.trace.Span#NONE], which do nothing, and no class of OpenTelemetry is loaded: those
/// are used in `trace.otlp` alone.
///
/// A span finds its parent in one of three ways. Most are children of a span at hand. Work on a
/// virtual thread finds the request that it is done for in [dev.botswain.trace.CurrentSpan]. The
/// trace of an event has ids that follow from the event, so whoever delivers it later, after a
/// restart or on another node, continues that trace with nothing stored.
///
/// No attribute contains a secret, or anything that somebody wrote: `docs/tracing.md` lists them.
@NullMarked
package dev.botswain.trace;

import org.jspecify.annotations.NullMarked;
