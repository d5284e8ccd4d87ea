package dev.botswain.discord.gateway;

import io.vertx.core.Vertx;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/// A shard, with Discord's part played step by step.
abstract class ScriptedShard {
  static Vertx vertx;

  ShardFixture bot = new ShardFixture(vertx);

  @BeforeAll
  static void startVertx() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stopVertx() {
    vertx.close().await();
  }

  @AfterEach
  void close() throws Exception {
    bot.close();
  }

  void with(Compression compression, Duration handshakeTimeout, int identifiesLeft)
      throws Exception {
    bot.close();
    bot = new ShardFixture(vertx, compression, handshakeTimeout, identifiesLeft, null);
  }
}
