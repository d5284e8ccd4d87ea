package dev.botswain.limit;

import java.util.List;

/// How much of a limited resource is used.
///
/// @param used by all
/// @param total how much there is
/// @param share how much of it one may use who has no quota
/// @param holders who uses something, those with most first
public record Usage(long used, long total, long share, List<Holder> holders) {
  public Usage {
    holders = List.copyOf(holders);
  }

  /// @param who `bot ID`, `tenant NAME` or a network
  public record Holder(String who, long used) {}

  /// Whether all of it is used, or somebody uses all that one may.
  public boolean isReached() {
    return used >= total || (!holders.isEmpty() && holders.getFirst().used() >= share);
  }
}
