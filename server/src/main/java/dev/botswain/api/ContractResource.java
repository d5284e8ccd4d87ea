package dev.botswain.api;

import dev.botswain.http.Answer;
import dev.botswain.http.Call;
import dev.botswain.http.Contract;
import dev.botswain.http.HeaderNames;
import dev.botswain.http.Operation;
import dev.botswain.http.Resource;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `/openapi.json`: the contract, with this server's address as the caller knows it.
final class ContractResource implements Resource {
  /// Placeholder for the address, which occurs nowhere else.
  private static final String ADDRESS = "http://address.invalid";

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:\\[\\]-]{1,255}");

  /// Read when it is first requested: most servers never are.
  private volatile @Nullable Text text;

  private volatile @Nullable Given last;

  /// The contract before and after the address.
  private record Text(String before, String after) {
    static Text read() {
      var document = new String(Contract.bytes("/openapi.json"), StandardCharsets.UTF_8);
      int at = document.indexOf(ADDRESS);
      return new Text(document.substring(0, at), document.substring(at + ADDRESS.length()));
    }

    Given at(String address) {
      return new Given(address, Answer.json(Buffer.buffer(before + address + after)).tagged());
    }
  }

  /// The contract as it was last sent: almost all callers know the server by one address, and each
  /// copy takes hundreds of KiB and longer to compress than to send.
  private record Given(String address, Answer answer) {}

  /// The document with the placeholder, as the build writes it.
  static JsonObject served(JsonObject document) {
    var servers = new JsonArray().add(new JsonObject().put("url", ADDRESS));
    return document.copy().put("servers", servers);
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of("contract", new Serving());
  }

  private final class Serving implements Operation {
    @Override
    public @Nullable Answer ready(Call call) {
      Text known = text;
      return known == null ? null : given(known, address(call));
    }

    @Override
    public Answer answer(Call call) {
      Text read = Text.read();
      text = read;
      return given(read, address(call));
    }
  }

  private Answer given(Text known, String address) {
    Given before = last;
    if (before != null && before.address().equals(address)) {
      return before.answer();
    }
    Given now = known.at(address);
    last = now;
    return now.answer();
  }

  /// A proxy that terminates TLS says so. A caller who lies here deceives only itself.
  private static String address(Call call) {
    var host = call.header(HttpHeaders.HOST.toString());
    boolean secure =
        call.isSecure() || "https".equalsIgnoreCase(call.header(HeaderNames.X_FORWARDED_PROTO));
    var scheme = secure ? "https" : "http";
    return host != null && HOST.matcher(host).matches() ? scheme + "://" + host : "/";
  }
}
