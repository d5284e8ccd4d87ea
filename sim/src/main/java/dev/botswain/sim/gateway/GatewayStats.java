package dev.botswain.sim.gateway;

import java.util.Map;

/// The gateway's counters for one bot since the sim started.
///
/// @param connections connections that identified or resumed as the bot
/// @param identifies IDENTIFYs with its token, including refused ones
/// @param resumes RESUMEs that succeeded
/// @param heartbeats heartbeats that arrived
/// @param closeCodes close codes that the client sent, and how often; 1006 for a broken connection
public record GatewayStats(
    long connections,
    long identifies,
    long resumes,
    long heartbeats,
    Map<Integer, Long> closeCodes) {}
