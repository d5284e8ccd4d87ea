package dev.botswain.http;

import dev.botswain.time.Deadline;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A [Call] that came over HTTP.
final class HttpCall implements Call {
  private final Exchange exchange;
  private final Map<String, Object> parameters;
  private final @Nullable GivenBody body;
  private final Deadline deadline;

  HttpCall(
      Exchange exchange,
      Map<String, Object> parameters,
      @Nullable GivenBody body,
      Deadline deadline) {
    this.exchange = exchange;
    this.parameters = parameters;
    this.body = body;
    this.deadline = deadline;
  }

  @Override
  public String requestId() {
    return exchange.requestId();
  }

  @Override
  public String address() {
    return exchange.address();
  }

  @Override
  public Caller caller() {
    var caller = exchange.caller();
    if (caller == null) {
      throw new IllegalStateException("the contract opens this operation to everybody");
    }
    return caller;
  }

  @Override
  public @Nullable String text(String parameter) {
    var value = parameters.get(parameter);
    return value == null ? null : value.toString();
  }

  @Override
  public int number(String parameter, int otherwise) {
    return parameters.get(parameter) instanceof Number number
        ? Math.toIntExact(number.longValue())
        : otherwise;
  }

  @Override
  public JsonObject body() {
    if (body == null) {
      throw new IllegalStateException("the contract does not demand a body here");
    }
    return body.tree();
  }

  @Override
  public JsonObject bodyOrEmpty() {
    return body == null ? new JsonObject() : body.tree();
  }

  @Override
  public void letGoOfBody() {
    if (body != null) {
      body.letGo();
    }
  }

  @Override
  public @Nullable Upload upload() {
    return exchange.upload();
  }

  @Override
  public String target() {
    return exchange.request().method() + " " + exchange.request().uri();
  }

  @Override
  public boolean isSecure() {
    return exchange.carrier().isEncrypted();
  }

  @Override
  public Port port() {
    return exchange.shared().port();
  }

  @Override
  public ConsoleCookies cookies() {
    return ConsoleCookies.of(exchange.request());
  }

  @Override
  public @Nullable String header(String name) {
    var all = exchange.request().headers().getAll(name);
    return all.isEmpty() ? null : String.join(", ", all);
  }

  @Override
  public Map<String, Object> parameters() {
    return parameters;
  }

  @Override
  public Deadline deadline() {
    return deadline;
  }

  @Override
  public String nextPage(String parameter, String value) {
    var query = new LinkedHashMap<>(Query.parse(exchange.request().query()));
    query.put(parameter, value);
    return exchange.request().path()
        + query.entrySet().stream()
            .map(pair -> encode(pair.getKey()) + "=" + encode(pair.getValue()))
            .collect(Collectors.joining("&", "?", ""));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
