package dev.botswain.api;

/// Something that goes on until it is ended.
interface Ending {
  /// Ends it in an orderly way, because the server stops.
  void end();
}
