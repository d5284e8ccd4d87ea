package dev.botswain.sim.gateway;

import java.util.Map;
import java.util.TreeMap;

/// The gateway's counters for one bot since the sim started.
///
/// @param connections connections that identified or resumed as the bot
/// @param identifies IDENTIFYs with its token, including refused ones
/// @param resumes RESUMEs that succeeded
/// @param resumesRefused RESUMEs with its token that were answered with INVALID_SESSION or a close
/// @param heartbeats heartbeats that arrived
/// @param closeCodes close codes that the client sent, and how often; 1006 for a broken connection
public record GatewayStats(
    long connections,
    long identifies,
    long resumes,
    long resumesRefused,
    long heartbeats,
    Map<Integer, Long> closeCodes) {
  static final GatewayStats NONE = new GatewayStats(0, 0, 0, 0, 0, Map.of());

  /// Those of two bots together.
  GatewayStats plus(GatewayStats other) {
    var codes = new TreeMap<Integer, Long>(closeCodes);
    other.closeCodes.forEach((code, times) -> codes.merge(code, times, Long::sum));
    return new GatewayStats(
        connections + other.connections,
        identifies + other.identifies,
        resumes + other.resumes,
        resumesRefused + other.resumesRefused,
        heartbeats + other.heartbeats,
        codes);
  }
}
