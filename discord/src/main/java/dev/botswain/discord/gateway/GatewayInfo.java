package dev.botswain.discord.gateway;

import java.net.URI;
import java.time.Duration;

/// What Discord says about connecting, from `GET /gateway/bot`.
///
/// Source: <https://discord.com/developers/docs/events/gateway#get-gateway-bot>.
///
/// @param url the address to connect to
/// @param shards the recommended number of shards
/// @param identifiesTotal how many IDENTIFYs the bot has from one reset to the next
/// @param identifiesLeft how many IDENTIFYs the bot has until the next reset
/// @param identifiesResetAfter the time from Discord's answer to that reset
/// @param maxConcurrency how many shards may IDENTIFY within the same five seconds
public record GatewayInfo(
    URI url,
    int shards,
    int identifiesTotal,
    int identifiesLeft,
    Duration identifiesResetAfter,
    int maxConcurrency) {
  /// Discord's daily number for a bot, for servers that do not say.
  public static final int DAILY_IDENTIFIES = 1000;

  /// More shards than this are an error: ten million guilds could be spread over them.
  public static final int MAX_SHARDS = 10_000;

  public GatewayInfo {
    if (shards < 1 || shards > MAX_SHARDS) {
      throw new IllegalArgumentException("shards are 1 to " + MAX_SHARDS + ", not " + shards);
    }
    if (maxConcurrency < 1) {
      throw new IllegalArgumentException("max_concurrency is at least 1, not " + maxConcurrency);
    }
  }

  /// The same with the usual number of IDENTIFYs.
  public GatewayInfo(
      URI url, int shards, int identifiesLeft, Duration identifiesResetAfter, int maxConcurrency) {
    this(url, shards, DAILY_IDENTIFIES, identifiesLeft, identifiesResetAfter, maxConcurrency);
  }

  /// Parses Discord's answer. Omitted fields have a default, except the address.
  ///
  /// @param secure whether the address must be `wss`, because Discord itself is reached over TLS
  /// @throws IllegalArgumentException if the answer is not what Discord documents
  public static GatewayInfo of(byte[] json, boolean secure) {
    return GatewayBot.read(json, secure);
  }

  /// What is known of a bot that an earlier run connected: the address and the number of shards. It
  /// assumes that one IDENTIFY is left, in case Discord cannot be asked.
  public static GatewayInfo ofEarlierRun(URI url, int shards) {
    return new GatewayInfo(url, shards, 1, Duration.ZERO, 1);
  }

  /// Whether the number of IDENTIFYs is only assumed, because Discord has not been asked in this
  /// run.
  public boolean isAssumed() {
    return identifiesLeft <= 1 && identifiesResetAfter.isZero();
  }

  /// The same after some IDENTIFYs.
  GatewayInfo less(int identifies) {
    return new GatewayInfo(
        url,
        shards,
        identifiesTotal,
        identifiesLeft - identifies,
        identifiesResetAfter,
        maxConcurrency);
  }
}
