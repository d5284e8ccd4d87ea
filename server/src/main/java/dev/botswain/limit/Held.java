package dev.botswain.limit;

/// Where a [Limit] is counted if several nodes share a store. A single node is all of them.
public enum Held {
  /// At each node that callers are connected to, for what it does itself. So the total of all nodes
  /// is a multiple.
  NODE("by each node"),
  /// At the node where the bot lives, which is one at a time. A tenant with bots at several nodes
  /// has its share at each.
  OWNER("where the bot lives"),
  /// In the store, or told to all nodes each second.
  SHARED("over all nodes");

  private final String words;

  Held(String words) {
    this.words = words;
  }

  /// As it is said to people.
  public String words() {
    return words;
  }
}
