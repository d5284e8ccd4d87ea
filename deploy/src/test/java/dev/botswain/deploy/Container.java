package dev.botswain.deploy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/// A container of the image, run by runc as strictly as an orchestrator can: with a read-only root,
/// no capabilities and no folder to write in but that of the data. It is on the network of the
/// machine, to reach the simulated Discord.
final class Container implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ADDRESS = "Server: ";

  private final String id;
  private final Path states;
  private final Process process;
  private final String url;
  private final ConcurrentLinkedQueue<String> lines;

  private Container(
      String id, Path states, Process process, String url, ConcurrentLinkedQueue<String> lines) {
    this.id = id;
    this.states = states;
    this.process = process;
    this.url = url;
    this.lines = lines;
  }

  /// Returns when the server listens.
  ///
  /// @param bundle what umoci has unpacked
  /// @param data the folder on the machine, which belongs to the image's user
  static Container start(String id, Path bundle, Path data, Map<String, String> environment)
      throws IOException {
    restrict(bundle.resolve("config.json"), data, environment);
    Path states = bundle.resolve("runc");
    Process process =
        new ProcessBuilder("runc", "--root", states.toString(), "run", "-b", bundle.toString(), id)
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    BufferedReader output = process.inputReader();
    var lines = new ConcurrentLinkedQueue<String>();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      lines.add(line);
      if (line.startsWith(ADDRESS)) {
        // A full pipe must not block it.
        Thread.startVirtualThread(() -> output.lines().forEach(lines::add));
        return new Container(id, states, process, line.substring(ADDRESS.length()), lines);
      }
    }
    throw new AssertionError("the container ended: " + lines);
  }

  private static void restrict(Path file, Path data, Map<String, String> environment)
      throws IOException {
    var config = (ObjectNode) JSON.readTree(file.toFile());
    ((ObjectNode) config.get("root")).put("readonly", true);
    var process = (ObjectNode) config.get("process");
    process.put("terminal", false).put("noNewPrivileges", true).remove("capabilities");
    var variables = (ArrayNode) process.get("env");
    environment.forEach((name, value) -> variables.add(name + "=" + value));
    var namespaces = (ArrayNode) config.get("linux").get("namespaces");
    remove(namespaces, "type", "network");
    var mounts = (ArrayNode) config.get("mounts");
    // umoci has made something of the image's volume, or the last start has.
    remove(mounts, "destination", "/var/lib/botswain");
    bind(mounts, data, "/var/lib/botswain", "rw");
    // Whatever runs containers brings this file; no server of names is asked here.
    remove(mounts, "destination", "/etc/resolv.conf");
    Path names = Files.writeString(file.resolveSibling("resolv.conf"), "nameserver 127.0.0.1\n");
    bind(mounts, names, "/etc/resolv.conf", "ro");
    JSON.writeValue(file.toFile(), config);
  }

  private static void bind(ArrayNode mounts, Path source, String place, String access) {
    mounts
        .addObject()
        .put("destination", place)
        .put("type", "bind")
        .put("source", source.toString())
        .putArray("options")
        .add("bind")
        .add("nosuid")
        .add("nodev")
        .add(access);
  }

  private static void remove(ArrayNode from, String field, String value) {
    for (int i = from.size() - 1; i >= 0; i--) {
      if (from.get(i).path(field).asText().equals(value)) {
        from.remove(i);
      }
    }
  }

  String url() {
    return url;
  }

  /// What it has printed.
  List<String> output() {
    return List.copyOf(lines);
  }

  /// Runs a program in it, and returns what that prints.
  String exec(String... words) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("runc", "--root", states.toString(), "exec", id));
    command.addAll(List.of(words));
    return Command.run(Map.of(), command);
  }

  /// SIGTERM.
  ///
  /// @return its exit status
  int stop() throws IOException, InterruptedException {
    Command.run("runc", "--root", states.toString(), "kill", id, "TERM");
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new AssertionError("it has not ended");
    }
    return process.exitValue();
  }

  @Override
  public void close() throws InterruptedException, IOException {
    if (process.isAlive()) {
      Command.run("runc", "--root", states.toString(), "delete", "--force", id);
      process.waitFor();
    }
  }
}
