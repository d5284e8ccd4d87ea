package dev.botswain.sim.gateway;

import java.util.Map;

/// What the gateway saw of one bot since the sim started.
///
/// @param connections connections that identified or resumed as it
/// @param identifies IDENTIFYs with its token, also those that were turned down
/// @param resumes RESUMEs that succeeded
/// @param heartbeats heartbeats that arrived
/// @param closeCodes close codes that the client sent, and how often; 1006 for a connection that
///   just broke
public record GatewayStats(
    long connections,
    long identifies,
    long resumes,
    long heartbeats,
    Map<Integer, Long> closeCodes) {}
