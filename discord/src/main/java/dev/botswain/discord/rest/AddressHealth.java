package dev.botswain.discord.rest;

/// The state of this server's address at Discord.
///
/// @param open whether requests are sent at all; a bot that caused many invalid ones may still be
///   refused
/// @param detail a sentence for people, without secrets
/// @param invalid answers with 401, 403 or 429 in the last ten minutes, to all bots
/// @param limit how many there may be; 0 if they are not counted
public record AddressHealth(boolean open, String detail, int invalid, int limit) {}
