package dev.botswain.http;

import static dev.botswain.http.TestServer.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.api.TestApi;
import dev.botswain.error.RequestRefusedException;
import dev.botswain.http.Contract.Described;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Invalid requests for every operation of the contract: each must get an informative error.
class NonsenseTest {
  private static final Contract CONTRACT = TestApi.contract("/openapi.json");
  private static final List<String> WORDS =
      List.of(
          "123456789012345678",
          "1234567890123456",
          "123456789012",
          "3f2a9c1e-5b7d-4e0a-9c41-7a6f0b2d8e13",
          "x");

  private static final List<Object> NONSENSE =
      List.of(
          5,
          -1,
          1.5,
          1_000_000_000_000L,
          true,
          "",
          "x",
          "x".repeat(3_000),
          new JsonArray(),
          new JsonArray().addNull(),
          new JsonArray().add(5),
          new JsonArray().add("x"),
          new JsonArray().add(new JsonObject()),
          new JsonObject(),
          new JsonObject().put("nonsense", 1));

  private static TestServer server;

  @BeforeAll
  static void start() {
    server =
        new TestServer()
            .set("SESSION_REQUESTS_PER_SECOND", "0")
            .set("LOGINS_PER_MINUTE", "0")
            .start();
  }

  @AfterAll
  static void close() {
    server.close();
  }

  static Stream<Described> withBody() {
    return CONTRACT.operations().stream().filter(each -> each.body() != null && each.body().json());
  }

  private static String path(Described operation) {
    var path = operation.path();
    var query = new ArrayList<String>();
    for (var rule : operation.parameters()) {
      if (rule.required()) {
        var value = WORDS.stream().filter(word -> fits(rule, word)).findFirst().orElseThrow();
        path = path.replace("{" + rule.name() + "}", value);
        if (rule.in().equals("query")) {
          query.add(rule.name() + "=" + value);
        }
      }
    }
    return query.isEmpty() ? path : path + "?" + String.join("&", query);
  }

  private static boolean fits(ParameterRule rule, String value) {
    try {
      rule.read(value);
      return true;
    } catch (RequestRefusedException e) {
      return false;
    }
  }

  private static JsonObject content(Described operation) {
    var item = CONTRACT.document().getJsonObject("paths").getJsonObject(operation.path());
    var described = item.getJsonObject(operation.method().name().toLowerCase(Locale.ROOT));
    return new References(CONTRACT.document())
        .resolve(described.getJsonObject("requestBody"))
        .getJsonObject("content")
        .getJsonObject("application/json");
  }

  private static Wire.Response send(Described operation, Object body) {
    try (var wire = server.connect()) {
      return wire.request(
          operation.method().name(),
          path(operation),
          List.of(SESSION, "Content-Type: application/json"),
          body.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("withBody")
  void body_nonsense_isAnsweredWithWhatIsWrong(Described operation) {
    check(operation, new JsonObject());
    check(operation, new JsonArray());
    check(operation, new JsonObject().put("nonsense", 1));
    var content = content(operation);
    var example = Objects.requireNonNull(content.getJsonObject("example"), operation.id());
    assertThat(send(operation, example).status()).as("the example").isEqualTo(200);
    for (var property : content.getJsonObject("schema").getJsonObject("properties").fieldNames()) {
      for (var value : NONSENSE) {
        check(operation, example.copy().put(property, value));
      }
    }
  }

  private static void check(Described operation, Object body) {
    var response = send(operation, body);
    if (response.status() == 200) {
      return; // Some bodies have no requirements.
    }
    assertThat(response.status()).isEqualTo(400);
    assertThat(response.code()).isEqualTo("invalid_request");
    assertThat(response.error())
        .startsWith(response.field() + " ")
        .doesNotContain("what the contract says")
        .hasSizeLessThan(2_500);
    var wrong = body instanceof JsonObject object ? object.getValue(response.field()) : null;
    if (wrong instanceof JsonArray list && list.isEmpty()) {
      assertThat(response.error()).doesNotContain(" must be a list");
    }
    if (wrong instanceof JsonObject) {
      assertThat(response.error()).doesNotContain(" must be an object");
    }
    if (body instanceof JsonObject object && object.isEmpty()) {
      var required = content(operation).getJsonObject("schema").getJsonArray("required");
      assertThat(response.json().getJsonArray("missing")).isEqualTo(required);
      assertThat(response.error())
          .contains(
              required == null
                  ? content(operation)
                      .getJsonObject("schema")
                      .getJsonObject("properties")
                      .fieldNames()
                  : required.stream().map(String::valueOf).toList());
    }
  }

  static Stream<Described> withParameters() {
    return CONTRACT.operations().stream().filter(each -> !each.parameters().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("withParameters")
  void parameter_nonsense_isAnsweredWithWhatIsWrong(Described operation) {
    for (var rule : operation.parameters()) {
      for (var word : List.of("x%20y!", "-5", "a%2Fb", "1e9", "%23", "x".repeat(3_000))) {
        var response = ask(operation, rule, word);
        if (response.status() == 400 && !response.field().equals("body")) {
          assertThat(response.field()).isEqualTo(rule.name());
          assertThat(response.error())
              .startsWith(rule.name() + " must ")
              .doesNotContain("what the contract says")
              .hasSizeLessThan(2_500);
        }
      }
    }
    var unknown =
        operation.parameters().stream().filter(each -> each.in().equals("query")).toList();
    var path = path(operation);
    var response =
        ask(operation, path + (path.contains("?") ? "&" : "?") + "limitt=1", List.of(SESSION));
    assertThat(response.error()).startsWith("limitt is not known here; there ");
    for (var rule : unknown) {
      assertThat(response.error()).contains(rule.name());
      if (rule.name().equals("limit")) {
        assertThat(response.error()).endsWith("; perhaps limit is meant");
      }
    }
  }

  private static Wire.Response ask(Described operation, ParameterRule rule, String word) {
    var path = path(operation);
    return switch (rule.in()) {
      case "header" ->
          ask(operation, path, List.of(SESSION, rule.name() + ": " + word.replace("%20", " ")));
      case "path" -> {
        var marked = operation.path().replace("{" + rule.name() + "}", "!!");
        var segments = path.split("\\?", 2)[0].split("/", -1);
        segments[List.of(marked.split("/", -1)).indexOf("!!")] = word;
        yield ask(
            operation, path.replaceFirst("^[^?]*", String.join("/", segments)), List.of(SESSION));
      }
      default -> {
        var others = path.replaceFirst("([?&])" + rule.name() + "=[^&]*", "$1");
        yield ask(
            operation,
            others + (others.contains("?") ? "&" : "?") + rule.name() + "=" + word,
            List.of(SESSION));
      }
    };
  }

  private static Wire.Response ask(Described operation, String target, List<String> headers) {
    try (var wire = server.connect()) {
      return wire.request(operation.method().name(), target, headers, "");
    }
  }
}
