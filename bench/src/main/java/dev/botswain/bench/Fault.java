package dev.botswain.bench;

import java.time.Duration;

/// Something that happens to a node, or to the store of all.
enum Fault {
  /// The node is asked to end, and started again.
  RESTART(Duration.ZERO, true) {
    @Override
    void begin(Nodes nodes, Node victim) throws Exception {
      victim.end();
    }

    @Override
    void end(Nodes nodes, Node victim) throws Exception {
      victim.startAgain();
      victim.awaitListening();
    }
  },
  /// SIGKILL. It is started again once its bots live elsewhere.
  KILL(Duration.ZERO, true) {
    @Override
    void begin(Nodes nodes, Node victim) throws Exception {
      victim.kill();
    }

    @Override
    void end(Nodes nodes, Node victim) throws Exception {
      victim.startAgain();
      victim.awaitListening();
    }
  },
  /// SIGSTOP, and SIGCONT later: it does not know that it was away.
  FREEZE(Duration.ofSeconds(8), true) {
    @Override
    void begin(Nodes nodes, Node victim) throws Exception {
      victim.process().freeze();
    }

    @Override
    void end(Nodes nodes, Node victim) throws Exception {
      victim.process().thaw();
    }
  },
  /// Nothing reaches the node, and it reaches nothing.
  CUT_ALL(Duration.ofSeconds(9), true) {
    @Override
    void begin(Nodes nodes, Node victim) throws Exception {
      cut(nodes.network().around(victim.number()));
    }

    @Override
    void end(Nodes nodes, Node victim) throws Exception {
      heal(nodes.network().around(victim.number()));
    }
  },
  /// It does not reach the store, but everything else.
  CUT_STORE(Duration.ofSeconds(9), true) {
    @Override
    void begin(Nodes nodes, Node victim) throws Exception {
      cut(nodes.network().toStore(victim.number()));
    }

    @Override
    void end(Nodes nodes, Node victim) throws Exception {
      heal(nodes.network().toStore(victim.number()));
    }
  },
  /// It does not reach the other nodes, and they do not reach it.
  CUT_NODES(Duration.ofSeconds(9), false) {
    @Override
    void begin(Nodes nodes, Node victim) throws Exception {
      cut(nodes.network().toPeers(victim.number()));
    }

    @Override
    void end(Nodes nodes, Node victim) throws Exception {
      heal(nodes.network().toPeers(victim.number()));
    }
  },
  /// PostgreSQL ends, and is started again.
  RESTART_STORE(Duration.ZERO, false) {
    @Override
    void begin(Nodes nodes, Node victim) throws Exception {
      nodes.database().stop();
    }

    @Override
    void end(Nodes nodes, Node victim) throws Exception {
      nodes.database().startAgain();
    }
  },
  /// SIGSTOP to PostgreSQL, and SIGCONT later.
  FREEZE_STORE(Duration.ofSeconds(10), false) {
    @Override
    void begin(Nodes nodes, Node victim) throws Exception {
      nodes.database().freeze();
    }

    @Override
    void end(Nodes nodes, Node victim) throws Exception {
      nodes.database().thaw();
    }
  };

  private final Duration length;
  private final boolean moves;

  Fault(Duration length, boolean moves) {
    this.length = length;
    this.moves = moves;
  }

  /// How long it lasts at least.
  Duration length() {
    return length;
  }

  /// Whether the victim's bots have to live elsewhere before it ends, if there is another node.
  boolean moves() {
    return moves;
  }

  /// Lets it happen.
  abstract void begin(Nodes nodes, Node victim) throws Exception;

  /// Ends it.
  abstract void end(Nodes nodes, Node victim) throws Exception;

  private static void cut(Iterable<Link> links) throws Exception {
    for (Link link : links) {
      link.cut();
    }
  }

  private static void heal(Iterable<Link> links) throws Exception {
    for (Link link : links) {
      link.heal();
    }
  }
}
