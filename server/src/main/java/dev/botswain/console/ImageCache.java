package dev.botswain.console;

import dev.botswain.limit.Limit;
import dev.botswain.share.Shares;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The images that were used last, by their addresses. Thread-safe.
final class ImageCache {
  /// What one costs beside its bytes, about.
  private static final int ENTRY_BYTES = 512;

  private final Shares<String> shares = Limit.IMAGES_AT_HAND.shares();
  private final Map<ImageUrl, Kept> byUrl = new LinkedHashMap<>(16, 0.75f, true);

  private record Kept(String owner, Image image) {
    long size() {
      return image.bytes().length() + ENTRY_BYTES;
    }
  }

  synchronized @Nullable Image get(ImageUrl url) {
    Kept kept = byUrl.get(url);
    return kept == null ? null : kept.image();
  }

  /// Keeps an image, if that is possible within the share of who has asked for it.
  synchronized void put(ImageUrl url, String owner, Image image) {
    if (byUrl.containsKey(url)) {
      return;
    }
    var kept = new Kept(owner, image);
    Shares.Refusal full = shares.take(owner, kept.size());
    while (full != null && drop(full, owner)) {
      full = shares.take(owner, kept.size());
    }
    if (full == null) {
      byUrl.put(url, kept);
    }
  }

  /// Drops what was not used for the longest time.
  ///
  /// @return whether there was anything
  private boolean drop(Shares.Refusal full, String owner) {
    for (Iterator<Kept> all = byUrl.values().iterator(); all.hasNext(); ) {
      Kept oldest = all.next();
      if (full == Shares.Refusal.TOTAL || oldest.owner().equals(owner)) {
        all.remove();
        shares.give(oldest.owner(), oldest.size());
        return true;
      }
    }
    return false;
  }
}
