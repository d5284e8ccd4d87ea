package dev.botswain.cluster;

/// A node takes no bot at this moment: it is draining or without a lease, has not joined yet, or is
/// not there.
public final class CannotTakeException extends RuntimeException {
  CannotTakeException(String message) {
    super(message);
  }

  /// A place where a bot is; otherwise throws.
  static Place unlessSettled(Place place) {
    return switch (place) {
      case Place.Here here -> here;
      case Place.There there -> there;
      case Place.Between _, Place.Nowhere _ ->
          throw new CannotTakeException("the bot is between two nodes");
    };
  }
}
