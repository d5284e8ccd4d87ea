package dev.botswain.trace.otlp;

import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceId;

/// The ids of an event's trace and of the first span in it. They follow from the event, so that
/// every node finds the same at any time. They are spread evenly, because samplers take a share of
/// all traces by their ids.
///
/// @param trace 32 hexadecimal digits
/// @param first 16 hexadecimal digits
record EventTrace(String trace, String first) {
  static EventTrace of(long bot, long event) {
    long high = mixed(mixed(bot) + event);
    long low = mixed(mixed(event) ^ bot);
    return new EventTrace(
        TraceId.fromLongs(high, nonZero(low)), SpanId.fromLong(nonZero(mixed(high ^ low))));
  }

  /// An id of zeros would not be valid.
  private static long nonZero(long id) {
    return id == 0 ? 1 : id;
  }

  /// The last step of SplitMix64 (Steele, Lea, Flood 2014): each bit of the result depends on each
  /// of the argument.
  private static long mixed(long bits) {
    long mixed = bits + 0x9e3779b97f4a7c15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
