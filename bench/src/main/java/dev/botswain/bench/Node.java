package dev.botswain.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A node of a server, which is started again with the same ports and settings.
final class Node implements AutoCloseable {
  private static final Duration END = Duration.ofSeconds(30);
  private static final int LAST_LINES = 60;

  private final int number;
  private final Ends ends;
  private final Map<String, String> settings;
  private final List<String> prefix;
  private final Path log;
  private Launched process;

  /// Where it listens, on 127.0.0.1.
  record Ends(int callers, int operator, int nodes) {
    static Ends free() throws IOException {
      return new Ends(Ports.free(), Ports.free(), Ports.free());
    }
  }

  private Node(int number, Ends ends, Map<String, String> settings, List<String> prefix, Path log)
      throws IOException {
    this.number = number;
    this.ends = ends;
    this.settings = settings;
    this.prefix = prefix;
    this.log = log;
    this.process = launch();
  }

  /// Starts one, and does not wait for it.
  ///
  /// @param number from 0
  /// @param prefix of its command line
  /// @param log where its log is appended
  static Node begin(
      int number, Ends ends, Map<String, String> settings, List<String> prefix, Path log)
      throws IOException {
    var all = new HashMap<>(settings);
    all.put("BOTSWAIN_HOST", "127.0.0.1");
    all.put("BOTSWAIN_PORT", Integer.toString(ends.callers()));
    all.put("BOTSWAIN_OPERATOR_PORT", Integer.toString(ends.operator()));
    all.put("BOTSWAIN_NODE_PORT", Integer.toString(ends.nodes()));
    all.put("BOTSWAIN_WEBHOOK_ALLOW_PRIVATE", "loopback");
    return new Node(number, ends, Map.copyOf(all), prefix, log);
  }

  private Launched launch() throws IOException {
    return Launched.begin(prefix, settings, log, List.of("serve"));
  }

  /// Its number, from 0.
  int number() {
    return number;
  }

  /// Returns when it listens.
  void awaitListening() throws IOException {
    process.awaitUrl();
  }

  /// Its address for callers.
  String url() {
    return "http://127.0.0.1:" + ends.callers();
  }

  /// Its address for other nodes.
  String urlForNodes() {
    return "http://127.0.0.1:" + ends.nodes();
  }

  /// The address of its operator's port.
  String operatorUrl() {
    return "http://127.0.0.1:" + ends.operator();
  }

  Launched process() {
    return process;
  }

  /// SIGKILL.
  void kill() throws InterruptedException {
    process.kill();
  }

  /// SIGTERM; returns when it has ended.
  void end() throws IOException, InterruptedException {
    process.terminate(END);
  }

  /// Starts it again after its end, and does not wait for it.
  void startAgain() throws IOException {
    process = launch();
  }

  /// The end of its log.
  Stream<String> lastLines() throws IOException {
    List<String> lines = Files.readAllLines(log);
    return lines.stream()
        .skip(Math.max(0, lines.size() - LAST_LINES))
        .map(line -> "node " + (number + 1) + ": " + line);
  }

  /// SIGKILL.
  @Override
  public void close() {
    try {
      process.kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
