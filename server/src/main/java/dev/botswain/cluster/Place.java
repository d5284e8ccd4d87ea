package dev.botswain.cluster;

/// Where a bot lives.
public sealed interface Place {
  /// On this node, which brings it up or has done so.
  record Here(long epoch) implements Place {}

  /// On another node.
  record There(Peer peer, long epoch) implements Place {}

  /// Nowhere at this moment, but a node will take it: it is between two nodes, or its node died.
  record Between() implements Place {}

  /// No node needs to own it: nothing is stored of it, or nothing but events.
  record Nowhere() implements Place {}
}
