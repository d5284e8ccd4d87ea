package dev.botswain.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// The body of a request, as bytes, and, while it is in use, as the tree parsed from them: a tree
/// takes many times the memory of its bytes, so none is kept while a request waits for Discord.
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

  /// Parses a body.
  ///
  /// @param type as it arrived, null if it is absent
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

  /// Its content; parsed again if it was dropped.
  JsonObject tree() {
    JsonObject there = tree == null ? read() : tree;
    if (there == null) {
      throw new IllegalStateException("there was a body before");
    }
    return there;
  }

  /// Keeps only the bytes.
  void letGo() {
    tree = null;
    values.giveBack();
  }
}
