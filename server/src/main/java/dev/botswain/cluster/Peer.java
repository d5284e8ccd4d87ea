package dev.botswain.cluster;

import java.util.UUID;

/// Another node.
///
/// @param url where nodes reach it, without a trailing slash
public record Peer(UUID id, String url) {}
