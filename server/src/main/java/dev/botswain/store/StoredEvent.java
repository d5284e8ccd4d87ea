package dev.botswain.store;

/// An event of a bot.
///
/// @param id its position in the bot's log: grows, is never reused, and has holes
/// @param type Discord's name, such as `MESSAGE_CREATE`, or one of Botswain's own, such as `gap`
/// @param timeMillis when it arrived, in milliseconds since 1970
/// @param data a JSON value, as the bytes that arrived. Shared: never written to
public record StoredEvent(long id, long botId, String type, long timeMillis, byte[] data) {}
