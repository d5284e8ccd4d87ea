package dev.botswain.discord.rest;

import dev.botswain.share.Shares;

/// The counters of [RestLimits], for those who watch them.
public record RestUse(
    Shares<Object> calls,
    Shares<Object> connections,
    Shares<Object> uploads,
    Shares<Object> interactions) {}
