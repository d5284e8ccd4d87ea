package dev.botswain.bench;

import java.io.IOException;

/// One of those that are measured against each other.
interface Side {
  String name();

  /// Of what and in which versions it is made. Known once it is prepared.
  String versions() throws IOException;

  /// Makes it ready to start: builds it, and downloads what it is made of.
  ///
  /// @throws IOException if that cannot be done; the message says why
  void prepare() throws IOException, InterruptedException;

  /// Starts it with nothing stored.
  ///
  /// @param discord where the sim listens
  Launched start(String discord, Cores.Place place) throws IOException;
}
