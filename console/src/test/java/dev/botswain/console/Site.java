package dev.botswain.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.botswain.DemoServer;
import dev.botswain.Server;
import dev.botswain.config.Config;
import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/// A server that serves the console, with a simulated Discord, on free ports, with data of its own.
final class Site implements AutoCloseable {
  /// The token of the demo's bot.
  static final String TOKEN = "demo-token";

  static final String BOT_ID = "1422825357312000001";

  static final String OPERATOR_KEY = "bwo_a-key-of-the-operator-for-tests-only";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Sim sim;
  private final Path data;
  private final Map<String, String> settings;
  private Server server;

  private Site(Sim sim, Path data, Map<String, String> settings, Server server) {
    this.sim = sim;
    this.data = data;
    this.settings = settings;
    this.server = server;
  }

  /// With the demo's world, where nothing happens by itself.
  static Site start() {
    return start(SimOptions.DEFAULT, Map.of());
  }

  /// @param changes settings, as in the environment
  static Site start(SimOptions options, Map<String, String> changes) {
    var data = temporary();
    var sim = Sim.start(options);
    var settings = new HashMap<>(changes);
    settings.putIfAbsent("BOTSWAIN_HOST", "127.0.0.1");
    settings.putIfAbsent("BOTSWAIN_PORT", "0");
    settings.putIfAbsent("BOTSWAIN_DATA", data.toString());
    settings.putIfAbsent("BOTSWAIN_OPERATOR_KEY", OPERATOR_KEY);
    settings.putIfAbsent("BOTSWAIN_WEBHOOK_ALLOW_PRIVATE", "loopback");
    settings.putIfAbsent("BOTSWAIN_LOGINS_PER_MINUTE", "0");
    try {
      sim.registerDemoCommands();
      var server = serve(settings, sim);
      settings.put("BOTSWAIN_PORT", Integer.toString(URI.create(server.url()).getPort()));
      return new Site(sim, data, settings, server);
    } catch (RuntimeException | Error failure) {
      sim.close();
      delete(data);
      throw failure;
    }
  }

  private static Server serve(Map<String, String> settings, Sim sim) {
    return DemoServer.start(Config.load(settings), sim);
  }

  /// The server's address, without a trailing slash.
  String url() {
    return server.url();
  }

  /// The simulated Discord, to change its world or to let something happen.
  Sim sim() {
    return sim;
  }

  /// Tells the simulated Discord to do something (see the sim's README).
  ///
  /// @return its answer
  JsonNode control(String path, String body) {
    var request =
        HttpRequest.newBuilder(URI.create(sim.url() + path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new AssertionError(path + " was answered with " + answer.body());
      }
      return JSON.readTree(answer.body().isEmpty() ? "null" : answer.body());
    } catch (IOException | InterruptedException failure) {
      throw new AssertionError(failure);
    }
  }

  /// A window as large as a laptop's, in the light theme.
  Window window() {
    return window(Window.Size.DESKTOP);
  }

  Window window(Window.Size size) {
    return new Window(url(), size);
  }

  /// Stops the server; open pages stay as they are. Discord goes on.
  void stop() {
    server.close();
  }

  /// Starts it again after [#stop], at the same address and with the same data.
  void startAgain() {
    server = serve(settings, sim);
  }

  @Override
  public void close() {
    server.close();
    sim.close();
    delete(data);
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("console");
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static void delete(Path folder) {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException left) {
      throw new UncheckedIOException(left);
    }
  }
}
