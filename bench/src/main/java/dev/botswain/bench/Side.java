package dev.botswain.bench;

import java.io.IOException;

/// One of the programs that are compared.
interface Side {
  String name();

  /// Its parts and their versions. Known once it is prepared.
  String versions() throws IOException;

  /// Makes it ready to start: builds it and downloads its parts.
  ///
  /// @throws IOException if that fails; the message says why
  void prepare() throws IOException, InterruptedException;

  /// Starts it with nothing stored.
  ///
  /// @param discord the address of the sim
  Launched start(String discord, Cores.Place place) throws IOException;
}
