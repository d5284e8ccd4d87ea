/// Output and format of the log. [dev.botswain.log.Logging] sets Logback up from the configuration,
/// in code: there is no XML to find on the class path and none to parse at start.
///
/// Lines go to standard error; standard output is for what a person or a script requested, such as
/// the address that the server listens on. A line is either text for people ([TextLines]) or one
/// JSON object ([JsonLines]). Both print the key-value pairs of a log event, and neither lets a
/// message forge another line: control characters are escaped and the lines of a stack trace are
/// indented.
///
/// A separate thread writes from a bounded queue, so that a slow terminal or pipe never blocks an
/// event loop. When the queue is full, lines are dropped.
@NullMarked
package dev.botswain.log;

import org.jspecify.annotations.NullMarked;
