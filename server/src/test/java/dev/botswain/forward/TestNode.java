package dev.botswain.forward;

import dev.botswain.cluster.Arrivals;
import dev.botswain.cluster.Peer;
import dev.botswain.cluster.Place;
import dev.botswain.http.TestServer;
import dev.botswain.http.Wire;
import dev.botswain.store.SecretKeys;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/// A server on two ports: one for callers, and one for other nodes.
final class TestNode implements AutoCloseable {
  final UUID id = UUID.randomUUID();
  final FakeDirectory directory = new FakeDirectory();
  final Arrivals arrivals = new Arrivals();
  final TestServer server = new TestServer();
  final Nodes nodes;
  final RawMount raw = new RawMount();
  private final String url;

  TestNode(Consumer<TestServer> changed) {
    this(changed, "the same key");
  }

  TestNode(Consumer<TestServer> changed, String key) {
    changed.accept(server);
    arrivals.begun();
    nodes = new Nodes(server.vertx(), new FixedKeys(key), () -> id);
    var front = server.listen();
    var forward =
        new Forward(
            server.vertx(), directory, arrivals, nodes, server.registry, Duration.ofMillis(1_500));
    front.lead(forward).mount(raw);
    url = TestServer.await(front.listenToNodes("127.0.0.1", 0, nodes));
    forward.start();
    front.open();
  }

  /// The id of a session as sessions of this bot have them.
  static String session(long bot) {
    return Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(Long.toString(bot).getBytes(StandardCharsets.US_ASCII))
        + ".AAAAAA."
        + "x".repeat(43);
  }

  Peer peer() {
    return new Peer(id, url);
  }

  int nodePort() {
    return Integer.parseInt(url.substring(url.lastIndexOf(':') + 1));
  }

  /// It knows that bots live there.
  TestNode sends(TestNode owner, long... bots) {
    directory.peer(owner.peer());
    for (long bot : bots) {
      directory.put(bot, new Place.There(owner.peer(), 1));
    }
    return this;
  }

  TestNode owns(long... bots) {
    for (long bot : bots) {
      directory.put(bot, new Place.Here(1));
    }
    return this;
  }

  Wire connect() {
    return server.connect();
  }

  @Override
  public void close() {
    server.close();
  }

  private record FixedKeys(String key) implements SecretKeys {
    @Override
    public Optional<State> state() {
      return Optional.empty();
    }

    @Override
    public List<byte[]> derived(String purpose) {
      return List.of((key + purpose).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Future<Rotation> rotate() {
      return Future.succeededFuture(new Rotation.Refused("it is fixed"));
    }
  }
}
