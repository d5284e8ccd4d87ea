package dev.botswain.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Prepares sides.
final class Sides {
  private Sides() {}

  /// The sides that are available here. The findings say which are not, and why.
  static List<Side> ready(Findings findings, Side... sides)
      throws IOException, InterruptedException {
    var ready = new ArrayList<Side>();
    for (Side side : sides) {
      try {
        side.prepare();
        ready.add(side);
        findings.note(side.name() + ": " + side.versions() + ".");
      } catch (IOException e) {
        findings.note(side.name() + " is missing: " + e.getMessage());
      }
    }
    return ready;
  }

  /// The server and the two services that users would otherwise write.
  static List<Side> services(Bench bench, Findings findings)
      throws IOException, InterruptedException {
    return services(findings, new Botswain(bench));
  }

  /// The same with a server in a different configuration.
  static List<Side> services(Findings findings, Botswain server)
      throws IOException, InterruptedException {
    return ready(findings, server, Peer.original(server.bench()), Peer.jda(server.bench()));
  }
}
