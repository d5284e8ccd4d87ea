package dev.botswain.trace.otlp;

import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.HttpResponse;
import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.HttpSenderProvider;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Sends what the library has encoded. The library's own senders bound the time until an answer
/// begins, but not until it ends, so a collector could hold a thread and a connection for ever.
final class CollectorClient implements HttpSender {
  /// An answer has a few bytes.
  private static final int LONGEST_ANSWER = 64 << 10;

  private final HttpSenderConfig config;
  private final HttpClient client;
  private volatile String outcome = "";

  private CollectorClient(HttpSenderConfig config) {
    this.config = config;
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(config.getTimeout())
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
  }

  /// Makes the library use this.
  ///
  /// @param made is given the only one
  static ComponentLoader loader(Consumer<CollectorClient> made) {
    HttpSenderProvider provider =
        config -> {
          var client = new CollectorClient(config);
          made.accept(client);
          return client;
        };
    return new ComponentLoader() {
      @Override
      public <T> Iterable<T> load(Class<T> type) {
        return type == HttpSenderProvider.class ? List.of(type.cast(provider)) : List.of();
      }
    };
  }

  /// What came of the last request: a status, or the name of a failure.
  String outcome() {
    return outcome;
  }

  @Override
  public void send(
      MessageWriter message, Consumer<HttpResponse> onAnswer, Consumer<Throwable> onFailure) {
    HttpRequest request;
    try {
      request = request(message);
    } catch (IOException | RuntimeException unsendable) {
      failed(unsendable, onFailure);
      return;
    }
    var answer =
        client.sendAsync(
            request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_ANSWER));
    answer
        .copy()
        .orTimeout(config.getTimeout().toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((got, failure) -> {
          if (failure == null) {
            outcome = "status " + got.statusCode();
            onAnswer.accept(new Answer(got.statusCode(), got.body()));
          } else {
            answer.cancel(true);
            failed(failure, onFailure);
          }
        });
  }

  private void failed(Throwable failure, Consumer<Throwable> onFailure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    outcome = cause.getClass().getSimpleName();
    onFailure.accept(failure);
  }

  private HttpRequest request(MessageWriter message) throws IOException {
    var body = new ByteArrayOutputStream(Math.max(message.getContentLength(), 0));
    message.writeMessage(body);
    var request =
        HttpRequest.newBuilder(config.getEndpoint())
            .header("Content-Type", config.getContentType())
            .POST(BodyPublishers.ofByteArray(body.toByteArray()));
    config
        .getHeadersSupplier()
        .get()
        .forEach((name, values) -> values.forEach(value -> request.setHeader(name, value)));
    return request.build();
  }

  @Override
  public CompletableResultCode shutdown() {
    client.shutdownNow();
    return CompletableResultCode.ofSuccess();
  }

  /// Of a collector. Nothing is told of its text.
  private record Answer(int status, byte @Nullable [] body) implements HttpResponse {
    @Override
    public int getStatusCode() {
      return status;
    }

    @Override
    public String getStatusMessage() {
      return "";
    }

    @Override
    public byte[] getResponseBody() {
      return body == null ? new byte[0] : body;
    }
  }
}
