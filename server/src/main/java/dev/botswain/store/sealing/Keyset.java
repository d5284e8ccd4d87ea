package dev.botswain.store.sealing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Some keys: the first one seals, and all open.
///
/// A sealed value is a byte that marks its form, the id of its key, a nonce and the text. Values of
/// earlier versions begin with the nonce, and every key is tried for them.
///
/// @param keys at least one
public record Keyset(List<SealingKey> keys) {
  private static final byte WITH_ID = 2;
  private static final int HEAD_BYTES = 1 + SealingKey.ID_BYTES;

  public Keyset {
    keys = keys.stream().distinct().toList();
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("no key");
    }
  }

  public static Keyset of(SealingKey first, List<SealingKey> more) {
    return new Keyset(Stream.concat(Stream.of(first), more.stream()).toList());
  }

  /// @param text one key a line
  /// @throws IllegalArgumentException if there is none, or anything else
  public static Keyset parse(String text) {
    var keys = new ArrayList<SealingKey>();
    text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .forEach(line -> keys.add(SealingKey.parse(line)));
    return new Keyset(keys);
  }

  /// What [#parse] reads.
  public String text() {
    return keys.stream().map(key -> key.text() + "\n").collect(Collectors.joining());
  }

  public SealingKey first() {
    return keys.getFirst();
  }

  /// The same without all but the first.
  public Keyset onlyFirst() {
    return new Keyset(List.of(first()));
  }

  /// All but the first.
  public List<SealingKey> onlyOthers() {
    return keys.subList(1, keys.size());
  }

  public byte[] seal(byte[] secret, String owner) {
    byte[] sealed = first().seal(secret, owner);
    var all = new byte[HEAD_BYTES + sealed.length];
    all[0] = WITH_ID;
    System.arraycopy(first().id(), 0, all, 1, SealingKey.ID_BYTES);
    System.arraycopy(sealed, 0, all, HEAD_BYTES, sealed.length);
    return all;
  }

  /// The secret, or null if it was sealed with no key of these or for another owner, or was
  /// changed.
  public byte @Nullable [] open(byte[] sealed, String owner) {
    for (SealingKey key : keys) {
      byte[] opened = isSealedWith(key, sealed) ? key.open(sealed, HEAD_BYTES, owner) : null;
      if (opened != null) {
        return opened;
      }
    }
    for (SealingKey key : keys) { // A nonce may look like a head.
      byte[] opened = key.open(sealed, 0, owner);
      if (opened != null) {
        return opened;
      }
    }
    return null;
  }

  /// Whether a value needs no other key than the first.
  public boolean isSealedWithFirst(byte[] sealed) {
    return isSealedWith(first(), sealed);
  }

  private static boolean isSealedWith(SealingKey key, byte[] sealed) {
    return sealed.length >= HEAD_BYTES
        && sealed[0] == WITH_ID
        && Arrays.equals(sealed, 1, HEAD_BYTES, key.id(), 0, SealingKey.ID_BYTES);
  }

  @Override
  public String toString() {
    return keys.toString();
  }
}
