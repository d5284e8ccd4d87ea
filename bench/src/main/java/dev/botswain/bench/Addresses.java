package dev.botswain.bench;

import java.util.List;

/// The addresses at which a client finds the server, one for each node. It stays at one of them
/// until that one fails.
final class Addresses {
  private final List<String> urls;
  private volatile int at;

  private Addresses(List<String> urls, int at) {
    this.urls = urls;
    this.at = at;
  }

  /// Those of the server's nodes.
  ///
  /// @param first the position of the node where the client begins
  static Addresses of(List<String> urls, int first) {
    return new Addresses(List.copyOf(urls), first % urls.size());
  }

  /// The current one, without a trailing slash.
  String url() {
    return urls.get(at);
  }

  /// Goes on to the next one.
  void next() {
    at = (at + 1) % urls.size();
  }
}
