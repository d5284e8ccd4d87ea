package dev.botswain.bench;

import dev.botswain.bench.SimControl.Bot;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A server as processes of its own: the sim, PostgreSQL and the nodes, with a [Network] between
/// them.
final class Nodes implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  /// Base64 of 32 bytes.
  private static final String KEY = "dGhlLWtleS1vZi1hLWNsdXN0ZXItaW4tYS1iZW5jaC4=";

  private final Http http;
  private final Launched sim;
  private final @Nullable Database database;
  private final Network network;
  private final List<Node> all = new ArrayList<>();

  /// What there is.
  ///
  /// @param nodes how many; one if there is no PostgreSQL
  /// @param settings of all nodes, in addition
  record Plan(int bots, int nodes, boolean postgres, Map<String, String> settings) {}

  private Nodes(Http http, Launched sim, @Nullable Database database, Network network) {
    this.http = http;
    this.sim = sim;
    this.database = database;
    this.network = network;
  }

  /// Starts everything, and returns when all nodes listen.
  ///
  /// @param folder for data and logs
  static Nodes start(Http http, Path folder, Plan plan) throws Exception {
    Launched sim =
        Launched.start(
            Map.of(), "sim", "--port", "0", "--bots", "" + plan.bots(), "--members", "5");
    Nodes started = null;
    try {
      Database database = plan.postgres() ? Database.start(folder) : null;
      started = new Nodes(http, sim, database, new Network(folder));
      started.begin(folder, plan);
      return started;
    } catch (Exception e) {
      if (started == null) {
        sim.close();
      } else {
        started.close();
      }
      throw e;
    }
  }

  private void begin(Path folder, Plan plan) throws IOException, InterruptedException {
    var ports = new ArrayList<Node.Ends>();
    for (int i = 0; i < plan.nodes(); i++) {
      ports.add(Node.Ends.free());
    }
    int store = database == null ? 1 : database.port();
    network.open(ports, store, java.net.URI.create(sim.url()).getPort());
    for (int i = 0; i < plan.nodes(); i++) {
      Path log = folder.resolve("node-" + (i + 1) + ".log");
      all.add(Node.begin(i, ports.get(i), settings(i, folder, plan.settings()), log));
    }
    for (Node node : all) {
      node.awaitListening();
    }
  }

  private Map<String, String> settings(int node, Path folder, Map<String, String> more) {
    var settings = new HashMap<>(more);
    settings.put("BOTSWAIN_DISCORD_API", network.discord() + "/api/v10");
    settings.put("BOTSWAIN_SECRET_KEY", KEY);
    settings.put("BOTSWAIN_DATA", folder.resolve("data-" + (node + 1)).toString());
    if (database != null) {
      settings.put("BOTSWAIN_STORE", Database.url(network.store(node)));
      settings.put("BOTSWAIN_NODE_URL", network.url(node));
      settings.put("BOTSWAIN_NODE_HOST", "127.0.0.1");
    }
    settings.put(
        "JDK_JAVA_OPTIONS",
        "-Djdk.net.hosts.file=%s -Dvertx.disableDnsResolver=true".formatted(network.hosts(node)));
    return settings;
  }

  /// The nodes.
  List<Node> all() {
    return all;
  }

  Network network() {
    return network;
  }

  /// PostgreSQL.
  Database database() {
    if (database == null) {
      throw new IllegalStateException("this server has a file");
    }
    return database;
  }

  SimControl sim() {
    return new SimControl(http, sim.url());
  }

  /// The node that owns a bot now, if one does.
  @Nullable Node owner(Bot bot) throws SQLException {
    if (database == null) {
      return all.getFirst();
    }
    List<String> url =
        database.ask(
            String.class,
            "SELECT url FROM node JOIN bot ON bot.node = node.id WHERE bot.id = ?",
            Long.parseLong(bot.id()));
    return all.stream()
        .filter(node -> url.contains(network.url(node.number())))
        .findAny()
        .orElse(null);
  }

  /// Returns when all nodes are up and every bot belongs to one of them.
  void awaitWhole() throws Exception {
    for (Node node : all) {
      String url = network.front(node.number()) + "/health/ready";
      await(url, PATIENCE, () -> isOk(url));
    }
    Database store = database;
    if (store != null) {
      await("all nodes up", PATIENCE, () -> up(store) == all.size() && astray(store) == 0);
    }
  }

  private static int up(Database store) throws SQLException {
    return store.ask(UUID.class, "SELECT id FROM node WHERE state = 'up'").size();
  }

  /// The number of bots without an owner that is up.
  private static int astray(Database store) throws SQLException {
    return store
        .ask(
            Long.class,
            "SELECT bot.id FROM bot LEFT JOIN node ON bot.node = node.id AND state = 'up' WHERE"
                + " node.id IS NULL")
        .size();
  }

  private boolean isOk(String url) throws InterruptedException {
    try {
      return http.status(url) == 200;
    } catch (IOException notNow) {
      return false;
    }
  }

  /// A sum over all nodes that listen: those metrics whose name begins like this.
  double metric(String name) throws InterruptedException {
    double sum = 0;
    for (Node node : all) {
      try {
        for (String line : http.text(node.operatorUrl() + "/metrics").lines().toList()) {
          if (line.startsWith(name)) {
            sum += Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
          }
        }
      } catch (IOException notNow) {
        continue;
      }
    }
    return sum;
  }

  /// Something that is true sooner or later.
  interface Condition {
    boolean holds() throws Exception;
  }

  /// Returns when it is.
  ///
  /// @throws IOException if it is not in time
  static void await(String what, Duration most, Condition condition) throws Exception {
    long end = System.nanoTime() + most.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        throw new IOException(what + ": not within " + most.toSeconds() + " s");
      }
      Thread.sleep(LOOK_EVERY);
    }
  }

  /// The end of the nodes' logs.
  List<String> lastLines() throws IOException {
    var lines = new ArrayList<String>();
    for (Node node : all) {
      lines.addAll(node.lastLines().toList());
    }
    return lines;
  }

  @Override
  public void close() {
    all.forEach(Node::close);
    network.close();
    if (database != null) {
      database.close();
    }
    sim.close();
  }
}
