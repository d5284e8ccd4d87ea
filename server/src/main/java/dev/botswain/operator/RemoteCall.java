package dev.botswain.operator;

import dev.botswain.http.Call;
import dev.botswain.http.Caller;
import dev.botswain.http.ConsoleCookies;
import dev.botswain.http.Port;
import dev.botswain.http.Upload;
import dev.botswain.time.Deadline;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request of the operator to another node, which has validated it, and asks for the part of the
/// answer that is here.
///
/// @param deadline of the node that asks
record RemoteCall(
    String operation, Map<String, Object> parameters, Caught by, JsonObject body, Deadline deadline)
    implements Call {

  /// What the record of the audit says of the caller.
  record Caught(String address, String requestId) {}

  /// As one node says it to another.
  static JsonObject question(String operation, Call call) {
    return new JsonObject()
        .put("operation", operation)
        .put("parameters", new JsonObject(new LinkedHashMap<>(call.parameters())))
        .put("address", call.address())
        .put("requestId", call.requestId());
  }

  /// Reads [#question].
  static RemoteCall of(JsonObject question, Deadline deadline) {
    return new RemoteCall(
        question.getString("operation"),
        question.getJsonObject("parameters").getMap(),
        new Caught(question.getString("address"), question.getString("requestId")),
        new JsonObject(),
        deadline);
  }

  @Override
  public String requestId() {
    return by.requestId();
  }

  @Override
  public String address() {
    return by.address();
  }

  @Override
  public Caller caller() {
    return new OperatorCaller();
  }

  @Override
  public @Nullable String text(String parameter) {
    Object value = parameters.get(parameter);
    return value == null ? null : value.toString();
  }

  @Override
  public int number(String parameter, int otherwise) {
    return parameters.get(parameter) instanceof Number number
        ? Math.toIntExact(number.longValue())
        : otherwise;
  }

  @Override
  public JsonObject bodyOrEmpty() {
    return body;
  }

  @Override
  public void letGoOfBody() {}

  @Override
  public @Nullable Upload upload() {
    return null;
  }

  @Override
  public String target() {
    return operation;
  }

  @Override
  public boolean isSecure() {
    return false;
  }

  @Override
  public Port port() {
    return Port.BOTH;
  }

  @Override
  public ConsoleCookies cookies() {
    throw new IllegalStateException("a node has no cookies");
  }

  @Override
  public @Nullable String header(String name) {
    return null;
  }

  /// Only that there is one counts: the node that asks makes its own.
  @Override
  public String nextPage(String parameter, String value) {
    return "";
  }
}
