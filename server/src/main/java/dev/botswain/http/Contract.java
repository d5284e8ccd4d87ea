package dev.botswain.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An OpenAPI 3.1 document and its rules for requests. Tests check that the document itself is well
/// formed; checking it at every start would cost as much as everything else.
public final class Contract {
  /// The scheme of an operation that does not name one.
  private static final String DEFAULT_SCHEME = "session";

  /// Stands in for the secret of another scheme.
  private static final String TICKET = "ticket";

  private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

  private final JsonObject document;
  private final List<Described> operations;

  /// One operation as the contract describes it.
  ///
  /// @param path with placeholders in braces
  /// @param scheme the security scheme whose secret a caller must send, null if it is open to
  ///   everyone
  /// @param port which port serves it
  /// @param limitedByAddress whether its requests are counted by the caller's address
  /// @param takesTicket whether a ticket in the query can replace a session
  /// @param scope what a session needs, by a name that [Names] knows; `any` in other schemes
  /// @param anywhere whether a session that is limited to some places may use it
  /// @param secret whether its answer is a secret, so that not even its length may reveal it
  /// @param anyQuery whether an unknown query is ignored, as in probes and links to pages
  /// @param body the rules for the body; absent if there is none
  /// @param longestBody the most bytes of the body, if that is less than the general bound
  public record Described(
      String id,
      HttpMethod method,
      String path,
      @Nullable String scheme,
      Port port,
      boolean limitedByAddress,
      boolean takesTicket,
      String scope,
      boolean anywhere,
      boolean secret,
      boolean anyQuery,
      List<ParameterRule> parameters,
      @Nullable BodyRule body,
      int longestBody) {

    /// Whether it is open to everyone.
    public boolean open() {
      return scheme == null;
    }

    /// The same, open to everyone.
    Described opened() {
      return new Described(
          id,
          method,
          path,
          null,
          port,
          limitedByAddress,
          takesTicket,
          scope,
          anywhere,
          secret,
          anyQuery,
          parameters,
          body,
          longestBody);
    }
  }

  /// Names in the contract whose meaning is defined elsewhere.
  public interface Names {
    /// Whether there is such a scope.
    boolean isScope(String name);

    /// The form in which bodies with files are passed on.
    ///
    /// @throws IllegalArgumentException if there is none with this name
    UploadForm form(String name);
  }

  public Contract(JsonObject document, Names names) {
    this.document = document;
    var references = new References(document);
    var found = new ArrayList<Described>();
    for (var path : document.getJsonObject("paths")) {
      var item = (JsonObject) path.getValue();
      for (var method : METHODS) {
        var operation = item.getJsonObject(method);
        if (operation != null) {
          found.add(described(path.getKey(), method, item, operation, references, names));
        }
      }
    }
    operations = List.copyOf(found);
  }

  /// Reads the output of the build for a contract ([ContractYaml]) from the class path.
  ///
  /// @throws IllegalArgumentException if there is no such resource
  public static Contract load(String resource, Names names) {
    return new Contract(new JsonObject(Buffer.buffer(bytes(resource))), names);
  }

  public static byte[] bytes(String resource) {
    try (InputStream found = Contract.class.getResourceAsStream(resource)) {
      if (found == null) {
        throw new IllegalArgumentException("no contract at " + resource);
      }
      return found.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }

  public List<Described> operations() {
    return operations;
  }

  /// The whole document. Must not be changed.
  public JsonObject document() {
    return document;
  }

  private static Described described(
      String path,
      String method,
      JsonObject item,
      JsonObject operation,
      References references,
      Names names) {
    var id = operation.getString("operationId");
    var security = operation.getJsonArray("security");
    var parameters =
        Stream.of(item, operation)
            .flatMap(each -> each.getJsonArray("parameters", new JsonArray()).stream())
            .map(each -> ParameterRule.of(references.resolve((JsonObject) each)))
            .toList();
    var body = operation.getJsonObject("requestBody");
    var scheme = scheme(security);
    var scope = operation.getString("x-scope", DEFAULT_SCHEME.equals(scheme) ? null : "any");
    if (scope == null || !names.isScope(scope)) {
      throw new IllegalArgumentException(id + " needs an x-scope");
    }
    return new Described(
        id,
        HttpMethod.valueOf(method.toUpperCase(java.util.Locale.ROOT)),
        path,
        scheme,
        Port.of(operation.getString("x-port"), scheme == null || scheme.equals(DEFAULT_SCHEME)),
        "address".equals(operation.getString("x-limited-by")),
        security != null
            && security.stream().anyMatch(one -> ((JsonObject) one).containsKey(TICKET)),
        scope,
        "anywhere".equals(operation.getString("x-place")),
        operation.getBoolean("x-secret", false),
        "any".equals(operation.getString("x-query")),
        parameters,
        body == null ? null : BodyRule.of(references.resolve(body), names),
        operation.getInteger("x-longest-body", Integer.MAX_VALUE));
  }

  /// @return null if the operation is open to everyone
  private static @Nullable String scheme(@Nullable JsonArray security) {
    return security == null
        ? DEFAULT_SCHEME
        : security.stream()
            .flatMap(one -> ((JsonObject) one).fieldNames().stream())
            .filter(name -> !name.equals(TICKET))
            .findFirst()
            .orElse(null);
  }
}
