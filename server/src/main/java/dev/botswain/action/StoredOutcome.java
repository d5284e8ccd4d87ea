package dev.botswain.action;

import dev.botswain.discord.protocol.Intent;
import dev.botswain.error.ApiError;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// An outcome as it is stored with its key: the result in `json`, or the `error`.
final class StoredOutcome {
  private StoredOutcome() {}

  static byte[] write(Outcome outcome) {
    var stored =
        switch (outcome) {
          case Outcome.Done(var json, var missing, boolean unread) ->
              new JsonObject()
                  .put("json", json.getBytes())
                  .put("missing", missing == null ? null : missing.name())
                  .put("unread", unread);
          case Outcome.Refused(var refusal) ->
              new JsonObject()
                  .put("error", refusal.error().name())
                  .put("sentence", refusal.getMessage())
                  .put("details", new JsonObject(refusal.details()))
                  .put("headers", new JsonArray(refusal.headers()));
          case Outcome.Checked _ ->
              throw new IllegalArgumentException("nothing was done, so there is nothing to keep");
        };
    return stored.toBuffer().getBytes();
  }

  /// @return null if it is from an earlier version and cannot be understood here
  static @Nullable Outcome read(byte[] bytes) {
    var stored = new JsonObject(Buffer.buffer(bytes));
    if (stored.containsKey("json")) {
      String missing = stored.getString("missing");
      return new Outcome.Done(
          Buffer.buffer(stored.getBinary("json")),
          missing == null ? null : Intent.valueOf(missing),
          stored.getBoolean("unread"));
    }
    if (!stored.containsKey("error")) {
      return null;
    }
    var refusal = ApiError.valueOf(stored.getString("error")).because(stored.getString("sentence"));
    stored
        .getJsonObject("details")
        .forEach(detail -> refusal.with(detail.getKey(), detail.getValue()));
    var headers = stored.getJsonArray("headers");
    for (int i = 0; i < headers.size(); i += 2) {
      refusal.header(headers.getString(i), headers.getString(i + 1));
    }
    return new Outcome.Refused(refusal);
  }
}
