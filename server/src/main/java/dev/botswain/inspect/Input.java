package dev.botswain.inspect;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What a caller asked an operation for, without secrets and files.
///
/// @param parameters by their names in the contract: text, numbers and booleans
/// @param body JSON; null if there was none, or it is not kept
/// @param leftOut whether there was more than is kept: files, or a body longer than [#LONGEST]
public record Input(Map<String, Object> parameters, byte @Nullable [] body, boolean leftOut) {
  /// The longest body that is kept, in bytes.
  public static final int LONGEST = 4 << 10;

  private static final int PARAMETER = 64;

  /// @param body a JSON object; empty for none
  /// @param veil removes known secrets
  public static Input of(
      Map<String, Object> parameters, String body, boolean files, UnaryOperator<byte[]> veil) {
    byte[] kept =
        body.isEmpty() || body.length() > LONGEST
            ? new byte[0]
            : veil.apply(
                Masked.json(new JsonObject(body)).encode().getBytes(StandardCharsets.UTF_8));
    boolean fits = kept.length > 0 && kept.length <= LONGEST;
    return new Input(masked(parameters), fits ? kept : null, files || !body.isEmpty() && !fits);
  }

  private static Map<String, Object> masked(Map<String, Object> parameters) {
    var masked = new LinkedHashMap<String, Object>();
    parameters.forEach((name, value) ->
        masked.put(name, value instanceof String text ? Masked.parameter(name, text) : value));
    return masked;
  }

  /// Whether something of it is masked, so that it cannot be asked again as it was.
  public boolean isMasked() {
    return parameters.values().stream().anyMatch(value -> value.toString().contains(Masked.MARK))
        || body != null && new String(body, StandardCharsets.UTF_8).contains(Masked.MARK);
  }

  int bytes() {
    int bytes = 48 + (body == null ? 0 : body.length);
    for (Map.Entry<String, Object> one : parameters.entrySet()) {
      bytes += PARAMETER + one.getKey().length();
      bytes += one.getValue() instanceof String text ? text.length() : 0;
    }
    return bytes;
  }
}
