package dev.botswain.discord.gateway;

/// How Discord compresses what it sends on a connection.
///
/// Source: <https://discord.com/developers/docs/events/gateway#transport-compression>.
public enum Compression {
  NONE(""),
  ZLIB_STREAM("&compress=zlib-stream");

  private final String query;

  Compression(String query) {
    this.query = query;
  }

  String query() {
    return query;
  }
}
