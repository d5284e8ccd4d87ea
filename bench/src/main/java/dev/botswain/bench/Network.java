package dev.botswain.bench;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The ways between clients, nodes, the store and Discord: each leads over a [Link] of its own.
///
/// Discord and the nodes have one name and port for everybody, as they must, because nodes tell
/// each other and store where they connect. So every node has a file of host names of its own,
/// which gives it addresses of its own in 127.0.0.0/8, with a link behind each. The store is not
/// known by name: every node has its own port for it.
final class Network implements AutoCloseable {
  private static final String DISCORD = "discord.test";

  private final Vertx vertx = Vertx.vertx();
  private final Path folder;
  private final List<Integer> nodePorts = new ArrayList<>();
  private final List<Link> fronts = new ArrayList<>();
  private final List<Link> stores = new ArrayList<>();
  private final List<Link> discords = new ArrayList<>();

  /// By the node that connects, then by that to which it connects; those to itself are unused.
  private final List<List<Link>> peers = new ArrayList<>();

  private int discordPort;

  /// @param folder for the files of host names
  Network(Path folder) {
    this.folder = folder;
  }

  /// Opens all links.
  ///
  /// @param ends where the nodes listen
  /// @param store the port of PostgreSQL
  /// @param discord the port of the sim
  void open(List<Node.Ends> ends, int store, int discord) throws IOException, InterruptedException {
    for (int node = 0; node < ends.size(); node++) {
      fronts.add(Link.open(vertx, "127.0.0.1", 0, ends.get(node).callers()));
      stores.add(Link.open(vertx, "127.0.0.1", 0, store));
      discords.add(Link.open(vertx, address(node, 0), discordPort, discord));
      discordPort = discords.getFirst().port();
      peers.add(new ArrayList<>());
    }
    for (int to = 0; to < ends.size(); to++) {
      int port = 0;
      for (int from = 0; from < ends.size(); from++) {
        Link link = Link.open(vertx, address(from, to + 1), port, ends.get(to).nodes());
        port = link.port();
        peers.get(from).add(link);
      }
      nodePorts.add(port);
    }
    for (int node = 0; node < ends.size(); node++) {
      Files.write(hosts(node), names(node));
    }
  }

  /// The address by which a node reaches one of the others, or Discord.
  private static String address(int from, int to) {
    return "127.0.%s.%s".formatted(from + 1, to + 1);
  }

  private List<String> names(int from) {
    var lines = new ArrayList<>(List.of("127.0.0.1 localhost", address(from, 0) + " " + DISCORD));
    for (int to = 0; to < nodePorts.size(); to++) {
      lines.add(address(from, to + 1) + " " + name(to));
    }
    return lines;
  }

  private static String name(int node) {
    return "node-" + (node + 1) + ".test";
  }

  /// What a node knows of host names, in the form of `hosts(5)`.
  Path hosts(int node) {
    return folder.resolve(name(node) + ".hosts");
  }

  /// Where callers reach a node.
  String front(int node) {
    return "http://127.0.0.1:" + fronts.get(node).port();
  }

  List<String> fronts() {
    return fronts.stream().map(link -> "http://127.0.0.1:" + link.port()).toList();
  }

  /// Where the other nodes reach a node.
  String url(int node) {
    return "http://" + name(node) + ":" + nodePorts.get(node);
  }

  /// The port by which a node reaches the store.
  int store(int node) {
    return stores.get(node).port();
  }

  /// Discord's address, the same for all nodes.
  String discord() {
    return "http://" + DISCORD + ":" + discordPort;
  }

  /// A node's way to the store.
  List<Link> toStore(int node) {
    return List.of(stores.get(node));
  }

  /// All ways between a node and the others, in both directions.
  List<Link> toPeers(int node) {
    var all = new ArrayList<>(peers.get(node));
    peers.forEach(from -> all.add(from.get(node)));
    return all;
  }

  /// All ways to and from a node.
  List<Link> around(int node) {
    var all = new ArrayList<>(toPeers(node));
    all.addAll(toStore(node));
    all.add(discords.get(node));
    all.add(fronts.get(node));
    return all;
  }

  @Override
  public void close() {
    vertx.close();
  }
}
