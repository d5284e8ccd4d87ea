package dev.botswain.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.botswain.api.Answers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What a page of the server sends from a browser, which keeps cookies and says where a request
/// comes from.
public final class ConsoleBrowser implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client;
  private final String url;
  private final Map<String, String> cookies = new LinkedHashMap<>();

  /// What it says of the page; null for nothing.
  private String site = "same-origin";

  public ConsoleBrowser(String url) {
    this(url, HttpClient.newHttpClient());
  }

  public ConsoleBrowser(String url, HttpClient client) {
    this.url = url;
    this.client = client;
  }

  public record Answer(int status, JsonNode body, HttpResponse<String> raw) {
    public String code() {
      return body.path("code").asText();
    }

    public String header(String name) {
      return raw.headers().firstValue(name).orElse(null);
    }

    public List<String> setCookies() {
      return raw.headers().allValues("Set-Cookie");
    }
  }

  public Map<String, String> cookies() {
    return cookies;
  }

  /// Its cookies as it sends them.
  public String cookieHeader() {
    return cookies.entrySet().stream()
        .map(one -> one.getKey() + "=" + one.getValue())
        .collect(Collectors.joining("; "));
  }

  /// From now on it says that another page asks.
  public ConsoleBrowser from(String otherSite) {
    site = otherSite;
    return this;
  }

  /// @param headers as name, value, name, value
  public Answer get(String path, String... headers) {
    return send("GET", path, null, headers);
  }

  public Answer post(String path, Object body, String... headers) {
    return send("POST", path, body, headers);
  }

  public Answer delete(String path, String... headers) {
    return send("DELETE", path, null, headers);
  }

  /// Logs a bot in, which must succeed.
  ///
  /// @return its id
  public String login(String token) {
    Answer answer = post("/api/console/sessions", Map.of("token", token));
    if (answer.status() != 200) {
      throw new AssertionError(answer.status() + " " + answer.body());
    }
    return answer.body().path("bot").path("id").asText();
  }

  public Answer send(String method, String path, Object body, String... headers) {
    try {
      var request = HttpRequest.newBuilder(URI.create(url + path));
      if (site != null) {
        request.header("Sec-Fetch-Site", site);
      }
      if (!cookies.isEmpty()) {
        request.header("Cookie", cookieHeader());
      }
      if (headers.length > 0) {
        request.headers(headers);
      }
      if (body == null) {
        request.method(method, BodyPublishers.noBody());
      } else {
        request.header("Content-Type", "application/json");
        request.method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)));
      }
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      response.headers().allValues("Set-Cookie").forEach(this::keep);
      boolean elsewhere = response.body().contains("\"not_found\"");
      if (path.startsWith("/api/") && !elsewhere) {
        Answers.contract()
            .check(
                method,
                response.uri().getRawPath(),
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse(null),
                response.body());
      }
      return new Answer(response.statusCode(), tree(response.body()), response);
    } catch (IOException e) {
      throw new AssertionError("no answer", e);
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  private void keep(String set) {
    String[] pair = set.split(";", 2)[0].split("=", 2);
    if (set.contains("Max-Age=0")) {
      cookies.remove(pair[0]);
    } else {
      cookies.put(pair[0], pair[1]);
    }
  }

  private static JsonNode tree(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException _) {
      return JSON.missingNode();
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
