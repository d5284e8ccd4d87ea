package dev.botswain.store;

/// An event of a bot.
///
/// @param id its place in the bot's log: grows, is never used twice, and has holes
/// @param type as Discord names it, such as `MESSAGE_CREATE`, or one of ours, such as `gap`
/// @param timeMillis when it came, in milliseconds since 1970
/// @param data a JSON value, as the bytes that came. Shared: never written to
public record StoredEvent(long id, long botId, String type, long timeMillis, byte[] data) {}
