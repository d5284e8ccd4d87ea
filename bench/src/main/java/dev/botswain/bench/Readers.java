package dev.botswain.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Readers of every kind, which go on at the next address of the server when one fails, is silent
/// for too long, or says that it is closing.
final class Readers implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// How long a reader waits before it tries again.
  private static final Duration PAUSE = Duration.ofMillis(50);

  /// After this time without a word a reader takes another connection: messages come all the time.
  private static final Duration SILENCE = Duration.ofSeconds(5);

  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  private final Http http;
  private final List<String> urls;
  private final boolean mayClose;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Reading> readings = new ArrayList<>();
  private final List<WebhookReceiver> receivers = new ArrayList<>();
  private final List<Ledger> ledgers = new ArrayList<>();

  /// @param urls the addresses of the server's nodes
  /// @param mayClose whether the server may end connections, so that their clients find another
  Readers(Http http, List<String> urls, boolean mayClose) {
    this.http = http;
    this.mayClose = mayClose;
    this.urls = List.copyOf(urls);
  }

  /// Starts one of every kind for a session, each at another node.
  ///
  /// @param numbers what the session's bot will receive
  void follow(String session, Numbers numbers) throws IOException, InterruptedException {
    follow(new StreamReading(http, session), Ledger.once("sse", numbers));
    follow(new PollReading(http, session), Ledger.once("poll", numbers));
    follow(new SocketReading(session, mayClose), Ledger.atLeastOnce("websocket", numbers));
    follow(new GatewayReading(http, session, mayClose), Ledger.once("gateway", numbers));
    register(session, Ledger.atLeastOnce("webhook", numbers));
  }

  private void follow(Reading reading, Ledger ledger) {
    Addresses addresses = Addresses.of(urls, readings.size());
    readings.add(reading);
    ledgers.add(ledger);
    threads.execute(() -> {
      try {
        readAll(reading, ledger, addresses);
      } catch (InterruptedException over) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        ledger.complain(e.toString());
      }
    });
    threads.execute(() -> watch(reading, ledger));
  }

  private void register(String session, Ledger ledger) throws IOException, InterruptedException {
    var receiver = new WebhookReceiver(ledger);
    receivers.add(receiver);
    ledgers.add(ledger);
    String url = urls.get(ledgers.size() % urls.size());
    Http.Answer answer = http.post(url + "/api/webhooks", session, Map.of("url", receiver.url()));
    if (answer.status() != 201) {
      throw new IOException("no webhook: " + answer.status() + " " + answer.body());
    }
    receiver.trust(answer.body().path("secret").asText());
    ledger.ready();
  }

  private static void readAll(Reading reading, Ledger ledger, Addresses addresses)
      throws InterruptedException {
    while (!ledger.isWhole()) {
      try {
        reading.read(addresses.url(), ledger);
      } catch (IOException ended) {
        ledger.ended(ended);
        addresses.next();
        Thread.sleep(PAUSE);
      }
    }
  }

  private static void watch(Reading reading, Ledger ledger) {
    try {
      while (!ledger.isWhole()) {
        Thread.sleep(LOOK_EVERY);
        if (ledger.takeSilence(SILENCE)) {
          reading.hangUp();
        }
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  /// Returns when every reader can go on by itself, whatever happens.
  void awaitReady() throws IOException, InterruptedException {
    for (Ledger ledger : ledgers) {
      if (!ledger.awaitReady(PATIENCE)) {
        throw new IOException("could not begin to read: " + ledger);
      }
    }
  }

  /// What each has seen.
  List<Ledger> ledgers() {
    return ledgers;
  }

  /// The receivers of webhooks.
  List<WebhookReceiver> receivers() {
    return receivers;
  }

  @Override
  public void close() {
    threads.shutdownNow();
    readings.forEach(Reading::close);
    receivers.forEach(WebhookReceiver::close);
  }
}
