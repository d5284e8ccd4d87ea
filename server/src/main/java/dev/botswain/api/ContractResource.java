package dev.botswain.api;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.regex.Pattern;

/// `/openapi.json`: the contract, with this server's address as the caller knows it.
final class ContractResource implements Resource {
  /// Stands where the address will, and nowhere else.
  private static final String ADDRESS = "http://address.invalid";

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:\\[\\]-]{1,255}");

  private final String before;
  private final String after;

  ContractResource(Contract contract) {
    var servers = new JsonArray().add(new JsonObject().put("url", ADDRESS));
    var document = contract.document().copy().put("servers", servers).encode();
    int at = document.indexOf(ADDRESS);
    before = document.substring(0, at);
    after = document.substring(at + ADDRESS.length());
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of(
        "contract",
        Operation.fromMemory(call -> Answer.json(Buffer.buffer(before + address(call) + after))));
  }

  /// A proxy that speaks TLS for us says so. Whoever lies here lies only to itself.
  private static String address(Call call) {
    var host = call.header(HttpHeaders.HOST.toString());
    var scheme = "https".equalsIgnoreCase(call.header("X-Forwarded-Proto")) ? "https" : "http";
    return host != null && HOST.matcher(host).matches() ? scheme + "://" + host : "/";
  }
}
