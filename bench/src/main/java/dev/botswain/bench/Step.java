package dev.botswain.bench;

/// What came of a [Fault].
///
/// @param node the number of the node that it happened to, from 1
/// @param bots how many had to live elsewhere
/// @param moved the time until they did, in ms
/// @param read the time until every reader had read everything, in ms; at least as long as the
///   fault lasted
record Step(Fault fault, int node, int bots, long moved, long read) {
  @Override
  public String toString() {
    return "%s of node %s: %s bots elsewhere after %s ms, all read after %s ms"
        .formatted(fault, node, bots, moved, read);
  }
}
