package dev.botswain.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.botswain.error.ApiError;
import dev.botswain.event.EventTypes;
import dev.botswain.http.Contract;
import dev.botswain.http.Schemas;
import dev.botswain.http.TestServer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The contract is checked here, so the server need not do so at start.
class ContractTest {
  private final Contract contract = ApiContract.load("/openapi.json");
  private final JsonObject resolved = Schemas.resolved(contract.document());

  @Test
  void document_whole_isOpenApi31() {
    var vertx = Vertx.vertx();
    try {
      var version = OpenAPIVersion.fromContract(contract.document());
      var outcome =
          TestServer.await(
              version
                  .getRepository(vertx, "app://")
                  .compose(
                      schemas -> version.validateContract(vertx, schemas, contract.document())));

      assertThat(version).isEqualTo(OpenAPIVersion.V3_1);
      assertThat(outcome.getValid()).as(() -> String.valueOf(outcome.getErrors())).isTrue();
    } finally {
      TestServer.await(vertx.close());
    }
  }

  /// There is one table of events; this is what each of them contains.
  @Test
  void events_known_haveASchemaEach() {
    var types = new HashSet<>(EventTypes.known());
    types.add("webhook.test");
    var event = schemas().getJsonObject("Event");

    assertThat(event.getJsonObject("discriminator").getJsonObject("mapping").fieldNames())
        .containsExactlyInAnyOrderElementsOf(types);
    assertThat(event.getJsonArray("oneOf")).hasSameSizeAs(types);
  }

  @Test
  void names_listed_areThoseOfTheCode() {
    assertThat(names("Permission")).contains("BYPASS_SLOWMODE", "BIT_47", "BIT_63").hasSize(64);
    assertThat(names("AuditAction")).contains("member_kick", "unknown");
    assertThat(names("AnyChannelType")).contains("forum", "unknown");
    assertThat(
            schemas()
                .getJsonObject("Error")
                .getJsonObject("properties")
                .getJsonObject("code")
                .getJsonArray("enum"))
        .hasSameSizeAs(ApiError.values());
  }

  private JsonObject schemas() {
    return contract.document().getJsonObject("components").getJsonObject("schemas");
  }

  private List<String> names(String schema) {
    return schemas().getJsonObject(schema).getJsonArray("enum").stream()
        .map(String::valueOf)
        .toList();
  }

  /// A server reads at its start how requests are made, and nothing else.
  @Test
  void requests_readAtAStart_areAFractionOfIt() {
    assertThat(ApiContract.load("/requests.json").operations())
        .extracting(Contract.Described::id)
        .isEqualTo(contract.operations().stream().map(Contract.Described::id).toList());
    assertThat(Contract.bytes("/requests.json"))
        .hasSizeLessThan(Contract.bytes("/openapi.json").length / 3);
  }

  @Test
  void operations_ids_areUnique() {
    var ids = contract.operations().stream().map(Contract.Described::id).toList();

    assertThat(ids).doesNotHaveDuplicates().contains("login", "logout", "listMessages");
  }

  @Test
  void operations_withoutSession_areTheFewThatMayBe() {
    assertThat(contract.operations().stream().filter(Contract.Described::open))
        .extracting(Contract.Described::id)
        .containsExactlyInAnyOrder(
            "login",
            "live",
            "ready",
            "contract",
            "docs",
            "docsScript",
            "docsViewer",
            "favicon",
            "home",
            "getConsole",
            "loginInConsole",
            "logoutInConsole",
            "loginOperator",
            "logoutOperator",
            "getImage");
  }

  /// A generated client has one type for the action, and another for its dry run.
  @Test
  void operations_withDryRun_haveAMediaTypeForIt() {
    int dryRuns = 0;
    for (var operation : described()) {
      var parameters = operation.getJsonArray("parameters", new JsonArray()).encode();
      var content =
          operation
              .getJsonObject("responses")
              .getJsonObject("200", new JsonObject())
              .getJsonObject("content", new JsonObject());
      boolean dryRun = parameters.contains("\"dryRun\"");
      dryRuns += dryRun ? 1 : 0;
      assertThat(content.containsKey(ActionsResource.DRY_RUN))
          .as(operation.getString("operationId"))
          .isEqualTo(dryRun);
      assertThat(content.getJsonObject("application/json", new JsonObject()).encode())
          .doesNotContain("wouldSucceed");
    }
    assertThat(dryRuns).isGreaterThan(50);
  }

  @Test
  void operations_withABody_sayWhatTheyRefuse() {
    for (var operation : described()) {
      if (operation.containsKey("requestBody")) {
        assertThat(operation.getJsonObject("responses").fieldNames())
            .as(operation.getString("operationId"))
            .contains("413", "415");
      }
    }
  }

  private List<JsonObject> described() {
    var operations = new ArrayList<JsonObject>();
    for (var path : resolved.getJsonObject("paths")) {
      for (var method : (JsonObject) path.getValue()) {
        if (method.getValue() instanceof JsonObject operation) {
          operations.add(operation);
        }
      }
    }
    return operations;
  }

  @TestFactory
  Stream<DynamicTest> example_everyOne_fitsItsSchema() {
    var media = new ArrayList<Example>();
    collect("", resolved, media);
    assertThat(media).hasSizeGreaterThan(20);
    return media.stream()
        .map(each ->
            DynamicTest.dynamicTest(
                each.place(), () -> Schemas.check(each.schema(), each.place(), each.value())));
  }

  private record Example(String place, JsonObject schema, Object value) {}

  private static void collect(String place, Object tree, List<Example> found) {
    switch (tree) {
      case JsonObject object -> {
        if (object.containsKey("example")
            && object.containsKey("schema")
            && !object.getJsonObject("schema").encode().contains("discriminator")) {
          found.add(new Example(place, object.getJsonObject("schema"), object.getValue("example")));
        }
        object.forEach(entry -> collect(place + "/" + entry.getKey(), entry.getValue(), found));
      }
      case JsonArray array -> array.forEach(each -> collect(place + "[]", each, found));
      case null, default -> {}
    }
  }

  /// A comma ends a value in YAML's braces: the rest becomes a key without a value.
  @Test
  void descriptions_everyOne_areWhole() {
    var cut = new ArrayList<String>();
    collectCut("", contract.document(), cut);

    assertThat(cut).isEmpty();
  }

  private static void collectCut(String place, Object tree, List<String> cut) {
    switch (tree) {
      case JsonObject object ->
          object.forEach(entry -> {
            if (entry.getValue() == null) {
              cut.add(place + ": " + entry.getKey());
            } else if (!entry.getKey().startsWith("example")) {
              collectCut(place + "/" + entry.getKey(), entry.getValue(), cut);
            }
          });
      case JsonArray array -> array.forEach(each -> collectCut(place + "[]", each, cut));
      case null, default -> {}
    }
  }

  /// An error in the contract must be one that the code can return, with that status.
  @Test
  void errors_shown_areOfTheCatalogue() {
    var shown = new HashSet<String>();
    for (var operation : described()) {
      for (var response : operation.getJsonObject("responses")) {
        var content = ((JsonObject) response.getValue()).getJsonObject("content", new JsonObject());
        var example =
            content.getJsonObject("application/json", new JsonObject()).getValue("example");
        if (response.getKey().startsWith("2")) {
          continue; // A requested object's fields may have this name too.
        }
        if (example instanceof JsonObject error && error.containsKey("error")) {
          shown.add(response.getKey() + " " + error.getString("code"));
        }
      }
    }

    assertThat(shown).isNotEmpty();
    assertThat(Arrays.stream(ApiError.values()).map(each -> each.status() + " " + each.code()))
        .containsAll(shown);
  }

  @Test
  void parse_referenceToItself_isRefused() {
    assertThatThrownBy(() ->
            ApiContract.of(
                ContractYaml.parse(
                    """
                    paths:
                      /a: {post: {operationId: a, x-scope: any, requestBody: {$ref: '#/components/requestBodies/A'}}}
                    components:
                      requestBodies:
                        A: {content: {application/json: {schema: {$ref: '#/components/schemas/B'}}}}
                      schemas:
                        B: {type: array, items: {$ref: '#/components/schemas/B'}}
                    """)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("#/components/schemas/B refers to itself");
  }

  @Test
  void parse_referenceToNothing_isRefused() {
    assertThatThrownBy(() ->
            ApiContract.of(
                ContractYaml.parse(
                    """
                    paths:
                      /a: {get: {operationId: a, x-scope: any, parameters: [{$ref: '#/components/parameters/none'}]}}
                    """)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("#/components/parameters/none leads nowhere");
  }

  @Test
  void load_missing_isRefused() {
    assertThatThrownBy(() -> ApiContract.load("/nothing.json"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no contract at /nothing.json");
  }
}
