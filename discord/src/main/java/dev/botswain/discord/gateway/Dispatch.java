package dev.botswain.discord.gateway;

/// An event as Discord sent it.
///
/// @param type the event's name, such as `MESSAGE_CREATE`
/// @param sequence `s`, counted per gateway session
/// @param data the bytes of `d`, valid UTF-8 JSON if Discord keeps its word. Shared: never written
///   to
public record Dispatch(String type, long sequence, byte[] data) {}
