package dev.botswain.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/// A sim without limits and with many bots, each in a guild of 50 members and 20 channels.
final class LoadSim implements AutoCloseable {
  private static final int AT_ONCE = 32;

  private final Launched sim;

  private LoadSim(Launched sim) {
    this.sim = sim;
  }

  static LoadSim start(int bots) throws IOException {
    return new LoadSim(
        Launched.start(
            Map.of(),
            "sim",
            "--port",
            "0",
            "--no-limits",
            "--bots",
            Integer.toString(bots),
            "--members",
            "50",
            "--channels",
            "20",
            "--messages",
            "0"));
  }

  /// Where it listens, without a slash at the end.
  String url() {
    return sim.url();
  }

  /// The bots' tokens, in the order in which a blast goes round.
  List<String> tokens(Http http) throws IOException, InterruptedException {
    return http.get(url() + "/sim/bots").findValuesAsText("token");
  }

  /// Logs bots in, some at a time.
  ///
  /// @return a session for each
  static List<String> logIn(Http http, String server, List<String> tokens) throws Exception {
    var turns = new Semaphore(AT_ONCE);
    List<Callable<String>> logins = new ArrayList<>();
    for (String token : tokens) {
      logins.add(() -> {
        turns.acquire();
        try {
          return http.login(server, token);
        } finally {
          turns.release();
        }
      });
    }
    List<String> sessions = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var login : threads.invokeAll(logins)) {
        sessions.add(login.get());
      }
    }
    return sessions;
  }

  @Override
  public void close() {
    sim.close();
  }
}
