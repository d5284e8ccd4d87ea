package dev.botswain.discord.gateway;

import dev.botswain.time.Backoff;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/// How all shards of a [Gateway] connect.
///
/// @param userAgent what Discord demands of every client, in the handshake too
/// @param compression how Discord is asked to compress what it sends
/// @param reconnect the pauses between attempts to connect
/// @param handshakeTimeout within which READY, or the end of a replay, must come, counted from the
///   first SYN on
/// @param random scatters the pauses and the first heartbeats
/// @param overloaded whether shards are to stay away from Discord, which keeps for them what
///   happens meanwhile, because their events find no room here; asked at each event on any event
///   loop
public record GatewayOptions(
    String userAgent,
    Compression compression,
    Backoff reconnect,
    Duration handshakeTimeout,
    RandomGenerator random,
    BooleanSupplier overloaded) {
  /// What suits Discord: compressed, with pauses from a second to a minute, and never overloaded.
  ///
  /// @param userAgent of the form `DiscordBot (url, version)`
  public static GatewayOptions of(String userAgent) {
    return new GatewayOptions(
        userAgent,
        Compression.ZLIB_STREAM,
        new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1)),
        Duration.ofSeconds(90),
        RandomGenerator.getDefault(),
        () -> false);
  }

  /// The same with another compression, for shards that stay away while they are overloaded.
  public GatewayOptions with(Compression other, BooleanSupplier whileOverloaded) {
    return new GatewayOptions(
        userAgent, other, reconnect, handshakeTimeout, random, whileOverloaded);
  }
}
