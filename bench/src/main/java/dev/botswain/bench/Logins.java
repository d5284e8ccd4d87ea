package dev.botswain.bench;

import dev.botswain.bench.SimControl.Bot;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Logs many bots in.
///
/// @param sessions in the order of the bots
record Logins(List<String> sessions, double seconds) {
  private static final int AT_ONCE = 32;
  private static final Duration AT_MOST = Duration.ofMinutes(10);

  double perSecond() {
    return sessions.size() / seconds;
  }

  /// Logs all bots in, a few at once.
  ///
  /// @throws IOException if a login is refused, or takes too long
  static Logins of(Http http, String server, List<Bot> bots)
      throws IOException, InterruptedException {
    var turns = new Semaphore(AT_ONCE);
    List<Callable<String>> calls = new ArrayList<>();
    for (Bot bot : bots) {
      calls.add(() -> {
        turns.acquire();
        try {
          return http.login(server, bot.token());
        } finally {
          turns.release();
        }
      });
    }
    long begin = System.nanoTime();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var sessions = new ArrayList<String>();
      for (Future<String> call : threads.invokeAll(calls, AT_MOST.toSeconds(), TimeUnit.SECONDS)) {
        sessions.add(call.get());
      }
      return new Logins(sessions, (System.nanoTime() - begin) / 1e9);
    } catch (CancellationException e) {
      throw new IOException(
          "%s logins took more than %s minutes".formatted(bots.size(), AT_MOST.toMinutes()), e);
    } catch (ExecutionException e) {
      throw new IOException("a login failed: " + e.getMessage(), e);
    }
  }
}
