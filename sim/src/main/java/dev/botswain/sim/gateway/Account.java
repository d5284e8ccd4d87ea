package dev.botswain.sim.gateway;

import dev.botswain.sim.world.Bot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// What the gateway keeps of one bot: its sessions and connections, its limits, and its counters.
final class Account {
  private static final long WHOLE_LIST_MS = 30_000;

  private final Bot bot;
  private final IdentifyLimits identifyLimits = new IdentifyLimits();
  private final Troubles troubles = new Troubles();
  // Read for every event, and sending an event may end a session.
  private final List<Session> sessions = new CopyOnWriteArrayList<>();
  private final List<Connection> connections = new ArrayList<>(1);
  private final Map<Long, Long> wholeLists = new HashMap<>(2);
  private final Map<Integer, Long> closeCodes = new TreeMap<>();
  private long connected;
  private long identifies;
  private long resumes;
  private long resumesRefused;
  private long heartbeats;

  Account(Bot bot) {
    this.bot = bot;
  }

  Bot bot() {
    return bot;
  }

  IdentifyLimits identifyLimits() {
    return identifyLimits;
  }

  Troubles troubles() {
    return troubles;
  }

  /// Its sessions, connected or not.
  List<Session> sessions() {
    return sessions;
  }

  /// Its open connections: a copy, because closing one changes this.
  List<Connection> connections() {
    return List.copyOf(connections);
  }

  void connected(Connection connection) {
    connections.add(connection);
    connected++;
  }

  void disconnected(Connection connection) {
    connections.remove(connection);
  }

  void identified() {
    identifies++;
  }

  void resumed() {
    resumes++;
  }

  void resumeRefused() {
    resumesRefused++;
  }

  void heartbeat() {
    heartbeats++;
  }

  void clientClosed(int code) {
    closeCodes.merge(code, 1L, Long::sum);
  }

  /// Milliseconds until the whole list of a guild may be requested again; 0 if it may be now, which
  /// then counts as a request.
  long waitForWholeList(long guildId, long now) {
    var last = wholeLists.get(guildId);
    if (last != null && now - last < WHOLE_LIST_MS) {
      return WHOLE_LIST_MS - (now - last);
    }
    wholeLists.put(guildId, now);
    return 0;
  }

  GatewayStats stats() {
    return new GatewayStats(
        connected, identifies, resumes, resumesRefused, heartbeats, Map.copyOf(closeCodes));
  }
}
