package dev.botswain.console;

import io.vertx.core.buffer.Buffer;
import java.util.Set;

/// An image, as it came.
record Image(String type, Buffer bytes) {
  /// Those that browsers draw and that contain nothing but pixels. SVG can contain scripts and
  /// links.
  static final Set<String> TYPES =
      Set.of("image/png", "image/jpeg", "image/gif", "image/webp", "image/avif");

  /// In bytes. Discord scales images down on request.
  static final int LONGEST = 8 << 20;
}
