package dev.botswain.store;

import java.time.Instant;
import java.util.Collection;

/// Which records of the audit may be kept.
///
/// @param since older ones are deleted
/// @param perOwner how many of the last ones of each owner are kept
/// @param room for records of those who are known
/// @param roomForStrangers for those of callers that are known only by an address
public record AuditRetention(Instant since, int perOwner, Room room, Room roomForStrangers) {

  /// Space, in bytes.
  ///
  /// @param share how much of it one owner may take
  public record Room(long total, long share) {
    /// How much each owner may keep so that all together fit: whoever has least keeps all.
    ///
    /// @param sizes how much each has
    public long ofEach(Collection<Long> sizes) {
      long left = total;
      int others = sizes.size();
      for (long size : sizes.stream().mapToLong(size -> Math.min(size, share)).sorted().toArray()) {
        long even = left / others;
        if (size > even) {
          return even;
        }
        left -= size;
        others--;
      }
      return share;
    }
  }
}
