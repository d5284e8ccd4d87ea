package dev.botswain.limit;

/// What a [Limit] counts.
public enum Unit {
  PIECES,
  BYTES
}
