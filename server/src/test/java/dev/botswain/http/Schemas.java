package dev.botswain.http;

import io.vertx.core.json.JsonObject;

/// A contract's schemas, for tests of answers.
public final class Schemas {
  private Schemas() {}

  /// A document without references.
  public static JsonObject resolved(JsonObject document) {
    return new References(document).resolve(document);
  }

  /// @throws dev.botswain.error.RequestRefusedException if the value does not fit
  public static void check(JsonObject schema, String place, Object value) {
    new SchemaCheck(schema).check(place, value);
  }

  /// The same for many values.
  public static Check check(JsonObject schema) {
    return new SchemaCheck(schema)::check;
  }

  @FunctionalInterface
  public interface Check {
    void check(String place, Object value);
  }
}
