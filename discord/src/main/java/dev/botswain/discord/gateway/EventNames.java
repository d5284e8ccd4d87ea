package dev.botswain.discord.gateway;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The event names seen so far, so that a name that occurs a million times is one string.
///
/// It has a fixed number of entries: a server that makes up names costs a string for each event,
/// but the table does not grow. Threads share it without a lock: a string stored by another thread
/// is complete, and one that is not visible yet is created again.
public final class EventNames {
  private static final int PLACES = 512;

  private final @Nullable String[] names = new String[PLACES];

  String get(byte[] bytes, int start, int length) {
    int hash = 0;
    for (int i = start; i < start + length; i++) {
      hash = hash * 31 + bytes[i];
    }
    int place = (hash ^ hash >>> 16) & PLACES - 1;
    String known = names[place];
    if (known != null && same(known, bytes, start, length)) {
      return known;
    }
    String name = new String(bytes, start, length, StandardCharsets.UTF_8);
    if (name.length() == length && length <= 64) {
      names[place] = name;
    }
    return name;
  }

  private static boolean same(String name, byte[] bytes, int start, int length) {
    if (name.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (name.charAt(i) != bytes[start + i]) {
        return false;
      }
    }
    return true;
  }
}
