package dev.botswain.share;

/// The bound of a resource.
///
/// @param total for all
/// @param share how much of it one user may have
public record Bound(long total, long share) {
  /// @throws IllegalArgumentException if either is negative
  public Bound {
    if (total < 0 || share < 0) {
      throw new IllegalArgumentException("no bound: " + total + ", " + share);
    }
  }

  /// The same with another total, of which a user may have the same part.
  public Bound of(long all) {
    return all == total
        ? this
        : new Bound(all, Math.max(1, Math.ceilDiv(all * share, Math.max(1, total))));
  }

  /// A new counter.
  public <K> Shares<K> shares() {
    return new Shares<>(total, share);
  }
}
