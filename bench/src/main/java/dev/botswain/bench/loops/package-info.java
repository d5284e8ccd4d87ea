/// Inner loops of the server, one class each, measured by JMH: what runs for every event or
/// request. `./botswain bench loops` runs every class here whose name ends in `Loop`.
@NullMarked
package dev.botswain.bench.loops;

import org.jspecify.annotations.NullMarked;
