package dev.botswain.discord.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.MovableClock;
import dev.botswain.discord.protocol.Intent;
import dev.botswain.discord.protocol.Opcode;
import dev.botswain.net.Reach;
import dev.botswain.secret.Secret;
import dev.botswain.time.Backoff;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.net.URI;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A shard on its own event loop, connected to a [ScriptedGateway].
final class ShardFixture implements AutoCloseable {
  final MovableClock clock = new MovableClock();
  final MeterRegistry metrics = new SimpleMeterRegistry();
  final ScriptedGateway discord;
  final BlockingQueue<ShardState> states = new LinkedBlockingQueue<>();
  final BlockingQueue<Dispatch> events = new LinkedBlockingQueue<>();
  final BlockingQueue<Throwable> faults = new LinkedBlockingQueue<>();
  final IdentifyQueue identifies;
  final Shard shard;

  /// REST's answer about the token.
  volatile Future<Boolean> tokenHolds = Future.succeededFuture(false);

  private final Gateway gateway;
  private final Context loop;

  volatile boolean mayConnect = true;

  private final GatewayOptions.Program program =
      new GatewayOptions.Program() {
        @Override
        public boolean isOverloaded() {
          return false;
        }

        @Override
        public boolean mayConnect() {
          return mayConnect;
        }
      };

  ShardFixture(Vertx vertx) {
    this(vertx, Compression.ZLIB_STREAM, Duration.ofSeconds(30), 1000, null);
  }

  /// @param cached the address to connect to, if it is not the scripted gateway's
  ShardFixture(
      Vertx vertx,
      Compression compression,
      Duration handshakeTimeout,
      int identifiesLeft,
      @Nullable URI cached) {
    this(vertx, new Reach(vertx), compression, handshakeTimeout, identifiesLeft, cached);
  }

  ShardFixture(
      Vertx vertx,
      Reach reach,
      Compression compression,
      Duration handshakeTimeout,
      int identifiesLeft,
      @Nullable URI cached) {
    discord = new ScriptedGateway(vertx);
    loop = ((VertxInternal) vertx).createEventLoopContext();
    loop.exceptionHandler(faults::add);
    gateway =
        new Gateway(
            vertx,
            reach,
            clock,
            clock,
            metrics,
            new GatewayOptions(
                "DiscordBot (test, 1)",
                compression,
                new Backoff(Duration.ofMillis(4), Duration.ofMillis(20)),
                handshakeTimeout,
                new Random(1),
                program));
    var info =
        new GatewayInfo(
            cached == null ? discord.url("/cached") : cached,
            1,
            identifiesLeft,
            Duration.ofHours(5),
            1);
    identifies =
        new IdentifyQueue(
            vertx, clock, info, () -> Future.failedFuture("nobody has to ask for a resume"));
    shard =
        new Shard(
            gateway,
            new ShardId(0, 1),
            new Identity("7", new Secret("to\"ken"), Set.of(Intent.GUILDS)),
            identifies,
            false,
            new Listener());
  }

  private final class Listener implements ShardListener {
    @Override
    public void dispatched(Shard from, Dispatch dispatch) {
      isOnTheLoop();
      events.add(dispatch);
    }

    @Override
    public void changed(Shard from, ShardState state) {
      isOnTheLoop();
      states.add(state);
    }

    @Override
    public Future<Boolean> tokenHolds() {
      isOnTheLoop();
      return tokenHolds;
    }

    private void isOnTheLoop() {
      // A timer's callback runs on a duplicate of its context.
      if (((ContextInternal) Vertx.currentContext()).unwrap() != loop) {
        faults.add(new AssertionError("not on the bot's loop"));
      }
    }
  }

  ShardFixture start() throws Exception {
    return start(null);
  }

  ShardFixture start(@Nullable ResumePoint from) throws Exception {
    onLoop(() -> {
      shard.start(from);
      return null;
    });
    return this;
  }

  /// A shard with a session `s1` at sequence 1, and Discord's side of its connection.
  ScriptedGateway.Connection connected() throws Exception {
    start();
    ScriptedGateway.Connection connection = discord.accept().hello();
    connection.expect(Opcode.IDENTIFY);
    connection.ready("s1", discord.url("/resume"));
    until(ShardState.Connected.class);
    return connection;
  }

  /// Lets the shard's next connection RESUME `s1`, whichever address it uses.
  ScriptedGateway.Connection resumed(long sequence) throws Exception {
    ScriptedGateway.Connection connection = discord.accept().hello();
    connection.expect(Opcode.RESUME);
    connection.resumed(sequence);
    until(ShardState.Connected.class);
    return connection;
  }

  /// Waits for a state, ignoring others.
  <T extends ShardState> T until(Class<T> type) throws InterruptedException {
    while (true) {
      ShardState state = states.poll(10, TimeUnit.SECONDS);
      assertThat(state).as("a state %s", type.getSimpleName()).isNotNull();
      if (type.isInstance(state)) {
        return type.cast(state);
      }
    }
  }

  Dispatch event() throws InterruptedException {
    Dispatch event = events.poll(10, TimeUnit.SECONDS);
    assertThat(event).as("an event").isNotNull();
    return event;
  }

  <T> T onLoop(Callable<T> work) throws Exception {
    var done = new CompletableFuture<T>();
    loop.runOnContext(_ -> {
      try {
        done.complete(work.call());
      } catch (Exception | AssertionError e) {
        done.completeExceptionally(e);
      }
    });
    return done.get(10, TimeUnit.SECONDS);
  }

  void stop(boolean keepSession) throws Exception {
    await(onLoop(() -> shard.stop(keepSession)));
  }

  static void await(Future<?> future) throws Exception {
    future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  /// Returns when the loop has done all its work.
  void settle() throws Exception {
    onLoop(() -> null);
  }

  double count(String name, String... tags) {
    return metrics.counter("botswain.gateway." + name, tags).count();
  }

  @Override
  public void close() throws Exception {
    try {
      stop(false);
      assertThat(faults).isEmpty();
    } finally {
      gateway.close();
      discord.close();
    }
  }
}
