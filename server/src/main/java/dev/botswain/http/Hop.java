package dev.botswain.http;

/// What the server that a caller reached says of a request that it passes on to another.
///
/// @param address the caller's
/// @param secure whether the caller uses TLS, as far as a trusted proxy
/// @param proxied whether a trusted proxy passed the request on, so that its `X-Forwarded-` headers
///   are valid
/// @param port which port of that server it came to
public record Hop(String address, boolean secure, boolean proxied, Port port) {}
