package dev.botswain.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Sends requests to a server, one at a time. Every failure is a [CommandFailedException].
final class Client implements AutoCloseable {
  private static final String MISSING = "Botswain-Missing-Nodes";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern NEXT = Pattern.compile("<([^>]*)>\\s*;[^,]*rel=\"?next\"?");

  private static final int OK = 200;

  private final String url;
  private final @Nullable String key;
  private final Duration timeout;
  private final HttpClient http;

  /// @param url the server's address
  /// @param key the operator's key; null to send none
  /// @param timeout for connecting, and for the whole answer
  Client(String url, @Nullable String key, Duration timeout) {
    this.url = url.replaceAll("/+$", "");
    this.key = key;
    this.timeout = timeout;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(timeout)
            .build();
  }

  /// Sends a request and reads the whole answer.
  ///
  /// @param target path and query
  /// @param body null for none
  Reply send(String method, String target, @Nullable JsonNode body) {
    BodyPublisher bytes =
        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString());
    HttpRequest.Builder request = request(target).method(method, bytes);
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    return reply(request.build(), BodyHandlers.ofString());
  }

  private Reply reply(HttpRequest request, BodyHandler<String> handler) {
    HttpResponse<String> answer = exchange(request, handler);
    check(answer, answer.body());
    return new Reply(
        answer.body(),
        json(answer.body()),
        next(answer),
        answer.headers().firstValue(MISSING).orElse(null));
  }

  /// Saves an answer to a new file, as it arrives.
  void download(String target, Path file) {
    HttpResponse<byte[]> answer = exchange(request(target).build(), BodyHandlers.ofByteArray());
    check(answer, new String(answer.body(), StandardCharsets.UTF_8));
    try {
      Files.write(file, answer.body(), StandardOpenOption.CREATE_NEW);
    } catch (IOException failure) {
      throw new CommandFailedException(ExitCode.FAILED, "cannot write " + file + ": " + failure);
    }
  }

  /// Copies an answer as it arrives, however long that takes.
  void copy(String target, OutputStream to) {
    HttpResponse<InputStream> answer =
        exchange(request(target).build(), BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      if (answer.statusCode() != OK) {
        check(answer, new String(body.readAllBytes(), StandardCharsets.UTF_8));
      }
      body.transferTo(to);
    } catch (IOException broken) {
      throw unreachable("the connection broke: " + broken.getMessage());
    }
  }

  private HttpRequest.Builder request(String target) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(target)).timeout(timeout);
    return key == null ? request : request.header("Authorization", "Bearer " + key);
  }

  private URI uri(String target) {
    try {
      URI uri = URI.create(url + target);
      if (uri.getHost() != null && String.valueOf(uri.getScheme()).matches("https?")) {
        return uri;
      }
    } catch (IllegalArgumentException notAnAddress) {
      // Refused below.
    }
    throw new CommandFailedException(
        ExitCode.MISUSED,
        "\"%s\" is not the address of a server, such as http://127.0.0.1:8080".formatted(url));
  }

  private <T> HttpResponse<T> exchange(HttpRequest request, BodyHandler<T> handler) {
    try {
      return http.send(request, handler);
    } catch (HttpTimeoutException late) {
      throw unreachable("no answer within %s s".formatted(timeout.toSeconds()));
    } catch (ConnectException refused) {
      throw unreachable("nothing answers there");
    } catch (SSLException untrusted) {
      throw unreachable("TLS failed: " + untrusted.getMessage());
    } catch (IOException broken) {
      throw unreachable("the connection broke: " + broken.getMessage());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw unreachable("interrupted");
    }
  }

  private CommandFailedException unreachable(String why) {
    return new CommandFailedException(
        ExitCode.UNREACHABLE, "cannot reach %s: %s".formatted(url, why));
  }

  /// @throws CommandFailedException if the answer is an error
  private static void check(HttpResponse<?> answer, String body) {
    int status = answer.statusCode();
    if (status / 100 == 2) {
      return;
    }
    JsonNode error = json(body);
    String message = error.path("error").asText("the server answered with status " + status);
    String code = error.path("code").asText("status " + status);
    String request = error.path("requestId").asText("none");
    String sentence = Column.plain("%s (%s, request %s)".formatted(message, code, request));
    throw new CommandFailedException(status >= 500 ? ExitCode.UNABLE : ExitCode.REFUSED, sentence);
  }

  private static JsonNode json(String text) {
    try {
      return text.isBlank() ? MissingNode.getInstance() : JSON.readTree(text);
    } catch (JsonProcessingException notJson) {
      return MissingNode.getInstance();
    }
  }

  private static @Nullable String next(HttpResponse<?> answer) {
    return answer.headers().allValues("Link").stream()
        .map(NEXT::matcher)
        .filter(Matcher::find)
        .map(link -> link.group(1))
        .findFirst()
        .orElse(null);
  }

  @Override
  public void close() {
    http.close();
  }
}
