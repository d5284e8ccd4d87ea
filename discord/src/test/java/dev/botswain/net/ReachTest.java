package dev.botswain.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// All of 127.0.0.0/8 is this machine; a server listens only on the address that it was given.
@Timeout(20)
class ReachTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final AtomicInteger asked = new AtomicInteger();
  private volatile List<InetAddress> addresses = List.of();
  private volatile long now;
  private Vertx vertx;
  private Reach reach;
  private NetServer server;
  private int port;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    reach =
        new Reach(
            vertx,
            _ -> {
              asked.incrementAndGet();
              return Future.succeededFuture(addresses);
            },
            () -> now);
    server = listen(0, "127.0.0.1");
    port = server.actualPort();
  }

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  private NetServer listen(int at, String address) {
    return vertx.createNetServer().connectHandler(_ -> {}).listen(at, address).await();
  }

  private void name(String... figures) {
    addresses = Stream.of(figures).map(InetAddress::ofLiteral).toList();
  }

  private <T> T connect(String host, Function<SocketAddress, Future<T>> connect) throws Exception {
    var promise = Promise.<T>promise();
    vertx
        .getOrCreateContext()
        .runOnContext(_ -> reach.connect(host, port, connect).onComplete(promise));
    return promise.future().await(10, TimeUnit.SECONDS);
  }

  private String connect() throws Exception {
    var client = vertx.createNetClient();
    var socket = connect("discord.example", client::connect);
    try {
      return socket.remoteAddress().hostAddress();
    } finally {
      socket.close().await();
    }
  }

  @Test
  void firstAddressDead_theNextIsUsed_andRemembered() throws Exception {
    name("127.0.0.9", "127.0.0.1");

    assertThat(connect()).isEqualTo("127.0.0.1");
    assertThat(connect()).isEqualTo("127.0.0.1");
    assertThat(asked).hasValue(1);
  }

  @Test
  void addressThatWorkedDies_anotherIsUsedAtOnce() throws Exception {
    listen(port, "127.0.0.2");
    name("127.0.0.1", "127.0.0.2");
    assertThat(connect()).isEqualTo("127.0.0.1");
    server.close().await();

    assertThat(connect()).isEqualTo("127.0.0.2");
  }

  @Test
  void nameMoves_isNoticed() throws Exception {
    listen(port, "127.0.0.2");
    name("127.0.0.1");
    assertThat(connect()).isEqualTo("127.0.0.1");
    name("127.0.0.2");
    now += MINUTE.toNanos();

    await().pollInterval(Duration.ofMillis(5)).until(() -> connect().equals("127.0.0.2"));
  }

  @Test
  void addressThatTakesConnectionsAndNothingElse_isNotTheLast() throws Exception {
    listen(port, "127.0.0.2");
    name("127.0.0.1", "127.0.0.2");

    var used =
        connect(
            "discord.example",
            address ->
                address.hostAddress().equals("127.0.0.1")
                    ? Future.<String>failedFuture("no TLS")
                    : Future.succeededFuture(address.hostAddress()));

    assertThat(used).isEqualTo("127.0.0.2");
  }

  @Test
  void figures_areNotResolved() throws Exception {
    var socket = connect("127.0.0.1", vertx.createNetClient()::connect);

    assertThat(socket).isInstanceOf(NetSocket.class);
    assertThat(asked).hasValue(0);
  }

  @Test
  void nothingWorks_failsAsTheFirst() {
    name("127.0.0.8", "127.0.0.9");

    assertThatThrownBy(this::connect).hasMessageContaining("127.0.0.8");
  }

  @Test
  void listOfNameServersChanges_anotherResolverIsAsked(@TempDir Path folder) throws Exception {
    var list = folder.resolve("resolv.conf");
    Files.writeString(list, "# none yet\n");
    var names = new DnsNames(vertx, list, () -> now);
    var first = names.resolver();
    assertThat(names.resolver()).isSameAs(first);

    Files.writeString(list, "search example\nnameserver 192.0.2.1\nnameserver 2001:db8::1%eth0\n");
    now += MINUTE.toNanos();

    assertThat(names.resolver()).isNotSameAs(first);
    assertThat(names.resolver().options().getServers())
        .containsExactly("192.0.2.1:53", "2001:db8::1:53");
    assertThat(Names.ofSystem(vertx).resolve("localhost").await())
        .allMatch(InetAddress::isLoopbackAddress);
  }
}
