package dev.botswain.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Holds answers against the contract: their status must be described, and their body must fit.
public final class Answers {
  private final Map<String, JsonObject> responses = new HashMap<>();
  private final Set<String> actions = new HashSet<>();

  public Answers() {
    var contract = Contract.load("/openapi.json").document();
    for (var path : new References(contract).resolve(contract).getJsonObject("paths")) {
      for (var method : (JsonObject) path.getValue()) {
        if (method.getValue() instanceof JsonObject operation) {
          var id = operation.getString("operationId");
          responses.put(id, operation.getJsonObject("responses"));
          if (operation
              .getJsonArray("parameters", new JsonArray())
              .encode()
              .contains("\"dryRun\"")) {
            actions.add(id);
          }
        }
      }
    }
  }

  /// The ids of the operations that can be tried without doing them.
  public Set<String> actions() {
    return actions;
  }

  /// @param type the media type; null for none
  public void check(String operation, int status, String type, String body) {
    var response = responses.get(operation).getJsonObject(Integer.toString(status));
    assertThat(response).as("%s describes %d: %s", operation, status, body).isNotNull();
    var content = response.getJsonObject("content");
    if (content == null) {
      assertThat(body).isEmpty();
      return;
    }
    var media = content.getJsonObject(type);
    assertThat(media).as("%s describes %s of %d", operation, type, status).isNotNull();
    new SchemaCheck(media.getJsonObject("schema"))
        .check("body", JsonText.parse(Buffer.buffer(body)));
  }
}
