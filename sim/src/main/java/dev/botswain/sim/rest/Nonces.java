package dev.botswain.sim.rest;

import dev.botswain.sim.world.Message;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which messages were sent with which nonce "in the past few minutes", so that `enforce_nonce`
/// returns the same message again ([Create
/// Message](https://discord.com/developers/docs/resources/message#create-message)).
final class Nonces {
  static final Duration KEPT = Duration.ofMinutes(5);
  private static final int MAX = 100_000;

  private final Clock clock;
  private final Map<Key, Said> said = new LinkedHashMap<>();

  private record Key(long authorId, String nonce) {}

  private record Said(Message message, long at) {}

  Nonces(Clock clock) {
    this.clock = clock;
  }

  /// The message that its author sent with this nonce, or null.
  @Nullable Message find(long authorId, String nonce) {
    Said found = said.get(new Key(authorId, nonce));
    return found == null || found.at + KEPT.toMillis() < clock.millis() ? null : found.message;
  }

  void add(String nonce, Message message) {
    long now = clock.millis();
    Iterator<Said> oldest = said.values().iterator();
    while (oldest.hasNext()) {
      if (said.size() < MAX && oldest.next().at + KEPT.toMillis() >= now) {
        break;
      }
      oldest.remove();
    }
    var key = new Key(message.author().id(), nonce);
    said.remove(key);
    said.put(key, new Said(message, now));
  }
}
