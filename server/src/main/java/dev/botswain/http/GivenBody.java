package dev.botswain.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// The body that came with a request, as bytes, and for as long as somebody looks at it as the tree
/// that is read of them: a tree takes many times the memory of its bytes, so nobody holds one while
/// it waits for Discord.
///
/// Confined to the thread of its request.
final class GivenBody {
  private final BodyRule rule;
  private final @Nullable String type;
  private final Buffer bytes;
  private final Memory.Held values;
  private @Nullable JsonObject tree;

  private GivenBody(BodyRule rule, @Nullable String type, Buffer bytes, Memory.Held values) {
    this.rule = rule;
    this.type = type;
    this.bytes = bytes;
    this.values = values;
  }

  /// Reads a body.
  ///
  /// @param type as it came, null if it is absent
  /// @return null if it is empty and may be
  /// @throws RequestRefusedException as [BodyRule#read]
  static @Nullable GivenBody read(
      BodyRule rule, @Nullable String type, Buffer bytes, Memory.Held values) {
    var body = new GivenBody(rule, type, bytes, values);
    return body.read() == null ? null : body;
  }

  private @Nullable JsonObject read() {
    tree = rule.read(type, bytes, values);
    return tree;
  }

  /// What it says; read anew if it was let go of.
  JsonObject tree() {
    JsonObject there = tree == null ? read() : tree;
    if (there == null) {
      throw new IllegalStateException("there was a body before");
    }
    return there;
  }

  /// Keeps no more than the bytes.
  void letGo() {
    tree = null;
    values.giveBack();
  }
}
