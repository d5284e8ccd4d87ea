package dev.botswain.bench;

import dev.botswain.bench.SimControl.Bot;
import java.io.IOException;
import java.net.URI;
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
  private static final Duration SETTLED = Duration.ofSeconds(3);
  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  /// Base64 of 32 bytes.
  private static final String KEY = "dGhlLWtleS1vZi1hLWNsdXN0ZXItaW4tYS1iZW5jaC4=";

  private final Http http;
  private final Launched sim;
  private final @Nullable Database database;
  private final Network network;
  private final Plan plan;
  private final List<Node> all = new ArrayList<>();

  /// What there is.
  ///
  /// @param nodes how many; one if there is no PostgreSQL
  /// @param links whether there is a [Link] on every way, which costs time
  /// @param prefix of the nodes' command lines
  /// @param settings of all nodes, in addition
  record Plan(
      int bots,
      int nodes,
      boolean postgres,
      boolean links,
      List<String> prefix,
      Map<String, String> settings) {

    /// Nodes on PostgreSQL, with links.
    static Plan cuttable(int bots, int nodes) {
      return new Plan(bots, nodes, true, true, List.of(), Map.of());
    }
  }

  private Nodes(Http http, Launched sim, @Nullable Database database, Network network, Plan plan) {
    this.http = http;
    this.plan = plan;
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
      started = new Nodes(http, sim, database, new Network(folder), plan);
      started.begin(folder);
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

  private void begin(Path folder) throws IOException, InterruptedException {
    var ends = new ArrayList<Node.Ends>();
    for (int i = 0; i < plan.nodes(); i++) {
      ends.add(Node.Ends.free());
    }
    if (plan.links()) {
      int store = database == null ? 1 : database.port();
      network.open(ends, store, URI.create(sim.url()).getPort());
    }
    for (int i = 0; i < plan.nodes(); i++) {
      Path log = folder.resolve("node-" + (i + 1) + ".log");
      Map<String, String> settings = settings(i, folder);
      all.add(Node.begin(i, ends.get(i), settings, plan.prefix(), log));
    }
    for (Node node : all) {
      node.awaitListening();
    }
  }

  private Map<String, String> settings(int node, Path folder) {
    var settings = new HashMap<>(plan.settings());
    settings.put("BOTSWAIN_SECRET_KEY", KEY);
    settings.put("BOTSWAIN_DATA", folder.resolve("data-" + (node + 1)).toString());
    String discord = plan.links() ? network.discord() : sim.url();
    settings.put("BOTSWAIN_DISCORD_API", discord + "/api/v10");
    if (database != null) {
      int port = plan.links() ? network.store(node) : database.port();
      settings.put("BOTSWAIN_STORE", Database.url(port));
      settings.put("BOTSWAIN_NODE_HOST", "127.0.0.1");
    }
    if (plan.links()) {
      settings.put("BOTSWAIN_NODE_URL", network.url(node));
      settings.put(
          "JDK_JAVA_OPTIONS",
          "-Djdk.net.hosts.file=%s -Dvertx.disableDnsResolver=true".formatted(network.hosts(node)));
    }
    return settings;
  }

  /// The nodes.
  List<Node> all() {
    return all;
  }

  Network network() {
    return network;
  }

  /// Where callers reach the nodes.
  List<String> fronts() {
    return plan.links() ? network.fronts() : all.stream().map(Node::url).toList();
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
            "SELECT url FROM nodes JOIN ownership ON node = id WHERE state <> 'dead' AND bot = ?",
            Long.parseLong(bot.id()));
    return all.stream().filter(node -> url.contains(urlForNodes(node))).findAny().orElse(null);
  }

  private String urlForNodes(Node node) {
    return plan.links() ? network.url(node.number()) : node.urlForNodes();
  }

  /// Returns when all nodes are up and every bot belongs to one of them.
  void awaitWhole() throws Exception {
    for (String front : fronts()) {
      String url = front + "/health/ready";
      await(url, PATIENCE, () -> isOk(url));
    }
    Database store = database;
    if (store != null) {
      await("all nodes up", PATIENCE, () -> up(store) == all.size() && astray(store) == 0);
    }
  }

  private static int up(Database store) throws SQLException {
    return store.ask(UUID.class, "SELECT id FROM nodes WHERE state = 'up'").size();
  }

  /// The number of bots without an owner that is up.
  private static int astray(Database store) throws SQLException {
    return store
        .ask(
            Long.class,
            "SELECT bots.id FROM bots LEFT JOIN ownership ON bot = bots.id LEFT JOIN nodes ON node"
                + " = nodes.id AND state = 'up' WHERE nodes.id IS NULL")
        .size();
  }

  private boolean isOk(String url) throws InterruptedException {
    try {
      return http.status(url) == 200;
    } catch (IOException notNow) {
      return false;
    }
  }

  /// The bots that a node owns now.
  List<Long> botsOf(Node node) throws SQLException {
    return database()
        .ask(
            Long.class,
            "SELECT bot FROM ownership JOIN nodes ON node = id WHERE url = ? AND state = 'up'",
            urlForNodes(node));
  }

  /// Returns when no bot has changed its owner for some seconds.
  void awaitSettled() throws Exception {
    var before = new ArrayList<String>();
    var since = new long[] {System.nanoTime()};
    await(
        "bots stay where they are",
        PATIENCE,
        () -> {
          List<String> now =
              database()
                  .ask(String.class, "SELECT concat(bot, ' ', epoch) FROM ownership ORDER BY bot");
          if (!now.equals(before)) {
            before.clear();
            before.addAll(now);
            since[0] = System.nanoTime();
          }
          return astray(database()) == 0 && System.nanoTime() - since[0] > SETTLED.toNanos();
        });
  }

  /// A sum over all nodes that answer: those metrics whose name begins like this.
  double metric(String name) throws InterruptedException {
    double sum = 0;
    for (Node node : all) {
      try {
        sum += metric(node, name);
      } catch (IOException notNow) {
        // It counts nothing.
      }
    }
    return sum;
  }

  /// The same of one node.
  double metric(Node node, String name) throws IOException, InterruptedException {
    return http.text(node.operatorUrl() + "/metrics")
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
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
