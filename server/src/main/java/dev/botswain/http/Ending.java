package dev.botswain.http;

/// Something that continues until it is ended.
public interface Ending {
  /// Ends it in an orderly way, because the server stops.
  void end();
}
