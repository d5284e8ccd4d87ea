package dev.botswain.http;

/// Something that goes on until it is ended.
public interface Ending {
  /// Ends it in an orderly way, because the server stops.
  void end();
}
