package dev.botswain.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// A bot in its own process, written with a library. It reports events (`on`), and executes
/// commands (`do`, answered by `done` or `failed`): one JSON object per line, in both directions.
final class Program implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SECONDS = 90;
  private static final int MAX_LINES = 400;

  private final String name;
  private final Process process;
  private final List<JsonNode> said = new ArrayList<>();
  private final List<String> log = new ArrayList<>();
  private boolean ended;

  private Program(String name, Process process) {
    this.name = name;
    this.process = process;
    Thread.ofVirtual().start(() -> read(process.inputReader(), this::heard, true));
    Thread.ofVirtual().start(() -> read(process.errorReader(), this::noted, false));
  }

  static Program start(String name, ProcessBuilder command, Map<String, String> environment)
      throws IOException {
    command.environment().putAll(environment);
    return new Program(name, command.start());
  }

  private void read(BufferedReader lines, Consumer<String> each, boolean isOutput) {
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        each.accept(line);
      }
    } catch (IOException e) {
      noted(e.toString());
    }
    if (isOutput) {
      end();
    }
  }

  private synchronized void end() {
    ended = true;
    notifyAll();
  }

  private synchronized void heard(String line) {
    noted(line);
    try {
      said.add(JSON.readTree(line));
    } catch (JsonProcessingException _) {
      // It is in the log, for those who fix the program.
    }
    notifyAll();
  }

  private synchronized void noted(String line) {
    log.add(line);
    if (log.size() > MAX_LINES) {
      log.removeFirst();
    }
  }

  /// Waits for a report, including earlier ones.
  JsonNode await(String on, Predicate<JsonNode> which) {
    return await(on, 0, one -> one.path("on").asText().equals(on) && which.test(one));
  }

  /// The same, by one field.
  JsonNode await(String on, String field, String value) {
    return await(
        on + " with " + field + " " + value,
        0,
        one -> one.path("on").asText().equals(on) && one.path(field).asText().equals(value));
  }

  private synchronized JsonNode await(String what, int from, Predicate<JsonNode> which) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    for (int at = from; ; ) {
      for (; at < said.size(); at++) {
        if (which.test(said.get(at))) {
          return said.get(at);
        }
      }
      long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (ended || millis <= 0) {
        throw new AssertionError(
            name + (ended ? " ended without " : " did not say in time: ") + what + "\n" + log());
      }
      try {
        wait(millis);
      } catch (InterruptedException e) {
        throw new AssertionError("interrupted\n" + log(), e);
      }
    }
  }

  /// Executes a command, which must succeed.
  ///
  /// @return its answer
  JsonNode have(String what, Map<String, ?> with) throws IOException {
    var command = new HashMap<String, Object>(with);
    command.put("do", what);
    int from = said().size();
    var input = process.outputWriter();
    input.write(JSON.writeValueAsString(command) + "\n");
    input.flush();
    JsonNode answer = await("done: " + what, from, one -> one.has("done") || one.has("failed"));
    assertThat(answer.path("done").asText()).as("%s in\n%s", answer, log()).isEqualTo(what);
    return answer;
  }

  /// All reports so far.
  synchronized List<JsonNode> said() {
    return List.copyOf(said);
  }

  /// All reports of one kind so far.
  List<JsonNode> said(String on) {
    return said().stream().filter(one -> one.path("on").asText().equals(on)).toList();
  }

  /// The last lines of both its outputs.
  synchronized String log() {
    return "--- what " + name + " wrote:\n" + String.join("\n", log);
  }

  /// Closes its input, upon which it must end.
  void finish() throws Exception {
    process.outputWriter().close();
    assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).as("it ends\n%s", log()).isTrue();
    assertThat(process.exitValue()).as(log()).isZero();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
