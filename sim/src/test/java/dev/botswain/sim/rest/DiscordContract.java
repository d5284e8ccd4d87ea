package dev.botswain.sim.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Discord's own OpenAPI document, for checking what the sim accepts and answers.
///
/// It is not part of this repository: it is in `../shared/discord/openapi.json` beside it, or at
/// the path in the system property `discord.openapi`.
final class DiscordContract {
  private static final String IRI = "https://discord.test/openapi";

  private final JsonNode document;
  private final SchemaRegistry registry;
  private final Map<String, Schema> schemas = new HashMap<>();

  private DiscordContract(Path file) throws IOException {
    ObjectNode read = (ObjectNode) Bodies.JSON.readTree(file.toFile());
    mend(read);
    name(read);
    document = read;
    ObjectNode library = Bodies.JSON.createObjectNode();
    library.set("$defs", document.path("components").path("schemas"));
    String json = library.toString().replace("#/components/schemas/", "#/$defs/");
    registry =
        SchemaRegistry.withDialect(
            Dialects.getDraft202012(), builder -> builder.schemas(Map.of(IRI, json)));
  }

  /// The document, if it is available.
  static Optional<DiscordContract> find() {
    Path file = location();
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new DiscordContract(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Where it is expected.
  static Path location() {
    String set = System.getProperty("discord.openapi");
    if (set != null) {
      return Path.of(set);
    }
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("mvnw"))) {
      root = root.getParent();
    }
    return root.resolveSibling("shared").resolve("discord").resolve("openapi.json");
  }

  /// If the document contradicts Discord's own pages, the pages count.
  private static void mend(ObjectNode document) {
    ObjectNode schemas = (ObjectNode) document.path("components").path("schemas");
    // Reference, "Error Messages": the error of one field has a code like BASE_TYPE_REQUIRED, a
    // string; the document gives all errors whole numbers.
    ObjectNode ofField = schemas.get("Error").deepCopy();
    ((ObjectNode) ofField.path("properties").path("code")).put("type", "string");
    schemas.set("FieldError", ofField);
    ObjectNode list = (ObjectNode) schemas.path("InnerErrors").path("properties").path("_errors");
    list.set("items", ref("FieldError"));
    // Channels Resource, "Channel Types": GUILD_MEDIA, 16, which the document does not know.
    JsonNode type = schemas.path("GuildChannelResponse").path("properties").path("type");
    ((ArrayNode) type.path("enum")).add(16);
    ((ArrayNode) schemas.path("ChannelTypes").path("oneOf")).addObject().put("const", 16);
    // Rate Limits, "Rate Limit Response Structure": a 429 need not have a code.
    ObjectNode tooMany = schemas.get("Error").deepCopy();
    tooMany.putArray("required").add("message");
    schemas.set("RateLimitError", tooMany);
    ((ArrayNode) schemas.path("RatelimitedResponse").path("allOf")).set(0, ref("RateLimitError"));
  }

  private static ObjectNode ref(String schema) {
    return Bodies.JSON.createObjectNode().put("$ref", "#/components/schemas/" + schema);
  }

  /// Moves every schema inside an operation to the named ones, so that it has its own address.
  private static void name(ObjectNode document) {
    ObjectNode named = (ObjectNode) document.path("components").path("schemas");
    for (var path : document.path("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        String prefix = key(operation.getKey(), path.getKey());
        move(operation.getValue().path("requestBody"), prefix + "_request", named);
        for (var response : operation.getValue().path("responses").properties()) {
          move(response.getValue(), prefix + "_" + response.getKey(), named);
        }
      }
    }
  }

  private static void move(JsonNode carrier, String name, ObjectNode named) {
    JsonNode schema = carrier.path("content").path("application/json").path("schema");
    if (!schema.isMissingNode()) {
      named.set(name, schema);
    }
  }

  private static String key(String method, String template) {
    return method.toLowerCase(Locale.ROOT) + template.replaceAll("[^a-z0-9]+", "_");
  }

  /// Whether Discord documents an operation.
  boolean has(String method, String template) {
    return document.path("paths").path(template).has(method.toLowerCase(Locale.ROOT));
  }

  /// The errors of a body for an operation; empty if it is valid.
  List<String> checkRequest(String method, String template, JsonNode body) {
    return check(key(method, template) + "_request", body);
  }

  /// The errors of an answer's body. An undocumented status is an error, except for error answers,
  /// which all have one form.
  List<String> checkAnswer(String method, String template, int status, JsonNode body) {
    if (status == 429) {
      return check("RatelimitedResponse", body);
    }
    if (status >= 400) {
      return check("ErrorResponse", body);
    }
    JsonNode responses =
        document
            .path("paths")
            .path(template)
            .path(method.toLowerCase(Locale.ROOT))
            .path("responses");
    if (!responses.has(Integer.toString(status))) {
      return List.of("status " + status + " is not documented");
    }
    return check(key(method, template) + "_" + status, body);
  }

  private List<String> check(String name, JsonNode value) {
    if (!document.path("components").path("schemas").has(name)) {
      return value.isMissingNode() ? List.of() : List.of("no body is documented");
    }
    if (value.isMissingNode()) {
      return List.of("there is no body");
    }
    Schema schema =
        schemas.computeIfAbsent(
            name, wanted -> registry.getSchema(SchemaLocation.of(IRI + "#/$defs/" + wanted)));
    return schema.validate(value.toString(), InputFormat.JSON).stream()
        .map(Object::toString)
        .toList();
  }
}
