package dev.botswain.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.parsetools.RecordParser;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Readers of server-sent events, one for each session, that count the messages of a blast and note
/// how long they took.
final class EventReaders implements AutoCloseable {
  private static final Duration OPENING = Duration.ofSeconds(60);

  private final HttpClient client;
  private final Arrivals arrivals;

  private EventReaders(HttpClient client, Arrivals arrivals) {
    this.client = client;
    this.arrivals = arrivals;
  }

  /// Opens all and returns when all are read.
  static EventReaders open(Vertx vertx, String server, List<String> sessions)
      throws IOException, InterruptedException {
    HttpClient client =
        vertx.createHttpClient(
            new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(sessions.size()));
    var readers = new EventReaders(client, new Arrivals());
    var opened = new ArrayList<Future<?>>();
    for (String session : sessions) {
      opened.add(
          client
              .request(
                  new RequestOptions()
                      .setMethod(HttpMethod.GET)
                      .setAbsoluteURI(server + "/api/events?types=MESSAGE_CREATE")
                      .putHeader("Authorization", session))
              .compose(request -> request.send())
              .map(readers::read));
    }
    Waiting.await(Future.all(opened), OPENING);
    return readers;
  }

  private HttpClientResponse read(HttpClientResponse response) {
    if (response.statusCode() != 200) {
      throw new IllegalStateException("a reader was refused with " + response.statusCode());
    }
    response.handler(RecordParser.newDelimited("\n\n", this::event));
    return response;
  }

  private void event(Buffer event) {
    arrivals.add(event.getBytes());
  }

  Arrivals arrivals() {
    return arrivals;
  }

  @Override
  public void close() {
    client.close();
  }
}
