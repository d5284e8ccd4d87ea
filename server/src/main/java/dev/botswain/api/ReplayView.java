package dev.botswain.api;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.botswain.discord.rest.RestRequest;
import dev.botswain.http.Contract;
import dev.botswain.inspect.Input;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The request of a caller, to be sent again; as a dry run with `dryRun=true`.
///
/// @param path with its query, without `dryRun`
/// @param body JSON, or null
/// @param whole whether nothing is left out or masked
record ReplayView(String method, String path, @JsonRawValue @Nullable String body, boolean whole) {
  static ReplayView of(Contract.Described operation, Input input) {
    String path = operation.path();
    var query = new ArrayList<String>();
    for (Map.Entry<String, Object> one : input.parameters().entrySet()) {
      String value = RestRequest.encode(one.getValue().toString());
      String placeholder = "{" + one.getKey() + "}";
      if (path.contains(placeholder)) {
        path = path.replace(placeholder, value);
      } else if (!one.getKey().equals("dryRun")) {
        query.add(one.getKey() + "=" + value);
      }
    }
    String body = input.body() == null ? null : new String(input.body(), StandardCharsets.UTF_8);
    return new ReplayView(
        operation.method().name(),
        query.isEmpty() ? path : path + "?" + String.join("&", query),
        body,
        !input.leftOut() && !input.isMasked());
  }
}
