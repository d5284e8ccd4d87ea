package dev.botswain.discord.rest;

/// The state of this server's address at Discord.
///
/// @param open whether requests are sent at all; a bot that caused many invalid ones may still be
///   refused
/// @param detail a sentence for people, without secrets
public record AddressHealth(boolean open, String detail) {}
