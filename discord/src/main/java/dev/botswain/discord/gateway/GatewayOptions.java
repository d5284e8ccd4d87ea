package dev.botswain.discord.gateway;

import dev.botswain.time.Backoff;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// How all shards of a [Gateway] connect.
///
/// @param userAgent what Discord demands of every client, in the handshake too
/// @param compression how Discord is asked to compress what it sends
/// @param reconnect the pauses between attempts to connect
/// @param handshakeTimeout within which READY, or the end of a replay, must come, counted from the
///   first SYN on
/// @param random scatters the pauses and the first heartbeats
/// @param program the state of the program that the shards are part of
public record GatewayOptions(
    String userAgent,
    Compression compression,
    Backoff reconnect,
    Duration handshakeTimeout,
    RandomGenerator random,
    Program program) {
  /// The state of the program that the shards are part of; asked on any event loop.
  public interface Program {
    /// A program that is always ready.
    Program READY =
        new Program() {
          @Override
          public boolean isOverloaded() {
            return false;
          }

          @Override
          public boolean mayConnect() {
            return true;
          }
        };

    /// Whether shards are to stay away from Discord, which keeps for them what happens meanwhile,
    /// because their events find no room here. Asked at each event.
    boolean isOverloaded();

    /// Whether shards may connect, and RESUME or IDENTIFY then. Connections that are open stay.
    boolean mayConnect();
  }

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
        Program.READY);
  }

  /// The same with another compression, for shards of such a program.
  public GatewayOptions with(Compression other, Program of) {
    return new GatewayOptions(userAgent, other, reconnect, handshakeTimeout, random, of);
  }
}
