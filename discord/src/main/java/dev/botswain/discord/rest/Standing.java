package dev.botswain.discord.rest;

/// How this server's address stands with Discord.
///
/// @param open whether requests are sent at all; a bot that caused many invalid ones may be refused
///   all the same
/// @param detail a sentence for people, without secrets
public record Standing(boolean open, String detail) {}
