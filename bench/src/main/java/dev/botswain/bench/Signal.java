package dev.botswain.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// What a process can be told from outside.
enum Signal {
  /// To stop in the middle of whatever it does.
  STOP,
  /// To go on.
  CONT,
  /// To be dead.
  KILL;

  /// Sends it. Those that have ended meanwhile get none.
  ///
  /// @throws IOException if none can be reached, or one that lives
  void to(Collection<ProcessHandle> processes) throws IOException, InterruptedException {
    var line = new ArrayList<>(List.of("kill", "-" + name()));
    processes.forEach(process -> line.add(Long.toString(process.pid())));
    int status = new ProcessBuilder(line).inheritIO().start().waitFor();
    if (status != 0 && processes.stream().allMatch(ProcessHandle::isAlive)) {
      throw new IOException(String.join(" ", line) + " failed");
    }
  }
}
