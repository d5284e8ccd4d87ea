package dev.botswain.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Shows more lines than the terminal has in `PAGER`, or else in `less`.
final class Pager {
  private static final String USUAL = "less -FRX";

  private Pager() {}

  static void show(List<String> lines, CommandEnvironment around) {
    Terminal terminal = around.terminal();
    if (terminal != null && lines.size() >= terminal.rows() && paged(lines, around)) {
      return;
    }
    lines.forEach(around.out()::println);
    around.out().flush();
  }

  /// @return whether there is a pager
  private static boolean paged(List<String> lines, CommandEnvironment around) {
    var pager = new ProcessBuilder("sh", "-c", around.variable("PAGER", USUAL));
    pager.redirectOutput(ProcessBuilder.Redirect.INHERIT);
    pager.redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      Process process = pager.start();
      try (var page = new PrintWriter(process.getOutputStream(), false, StandardCharsets.UTF_8)) {
        lines.forEach(page::println);
      }
      int notFound = 127; // POSIX, of the shell.
      return process.waitFor() != notFound;
    } catch (IOException unusable) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
