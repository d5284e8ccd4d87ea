/// Where log lines go and what they look like. [dev.botswain.log.Logging] sets Logback up from the
/// configuration, in code: there is no XML to find on the class path and none to read at start.
///
/// Lines go to standard error; standard output is left to what a person or a script asked for, such
/// as the address the server listens on. A line is either text for people ([TextLines]) or one JSON
/// object ([JsonLines]). Both print the key-value pairs that were added to an event, and neither
/// lets a message forge a line of its own: control characters are escaped and the lines of a stack
/// trace are indented.
///
/// Writing happens on one thread of its own behind a bounded queue, so that a slow terminal or pipe
/// never holds up an event loop. When the queue is full, lines are dropped rather than waited for.
@NullMarked
package dev.botswain.log;

import org.jspecify.annotations.NullMarked;
