package dev.botswain.sim.gateway;

import dev.botswain.sim.world.Bot;
import dev.botswain.sim.world.BotToken;
import dev.botswain.sim.world.Dispatch;
import dev.botswain.sim.world.Presence;
import dev.botswain.sim.world.Viewer;
import dev.botswain.sim.world.World;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All sessions of all bots.
final class Sessions {
  /// How long a session outlives its last connection, and how long its events are kept.
  private static final long KEEP_MS = 3 * 60_000;

  private static final int MOST_RESUMES = 100_000;
  private static final long MAX_REPLAY_BYTES = 128L << 20;

  private final World world;
  private final Map<Long, Account> accounts = new HashMap<>();
  private final ArrayDeque<Resume> resumes = new ArrayDeque<>();
  private final Map<String, Session> byId = new HashMap<>();
  private final SecureRandom random = new SecureRandom();
  private final ReplayLog log =
      new ReplayLog(KEEP_MS, Math.min(MAX_REPLAY_BYTES, Runtime.getRuntime().maxMemory() / 4));

  Sessions(World world) {
    this.world = world;
  }

  /// The account of a bot.
  Account account(Bot bot) {
    return accounts.computeIfAbsent(bot.id(), id -> new Account(bot));
  }

  /// The counters of all bots together.
  GatewayStats stats() {
    return accounts.values().stream()
        .map(Account::stats)
        .reduce(GatewayStats.NONE, GatewayStats::plus);
  }

  void resumed(Resume resume) {
    if (resumes.size() == MOST_RESUMES) {
      resumes.removeFirst();
    }
    resumes.addLast(resume);
  }

  /// The last RESUMEs of all bots that succeeded, in order.
  List<Resume> resumes() {
    return List.copyOf(resumes);
  }

  /// The session with this id, or null if there is none, or it has ended.
  @Nullable Session get(String id) {
    return byId.get(id);
  }

  Session start(Viewer viewer, Shard shard) {
    var session = new Session(randomId(), viewer, shard, log);
    byId.put(session.id(), session);
    account(viewer.bot()).sessions().add(session);
    return session;
  }

  /// Ends a session; a bot without sessions goes offline.
  void end(Session session) {
    if (byId.remove(session.id()) == null) {
      return;
    }
    var account = account(session.viewer().bot());
    account.sessions().remove(session);
    session.end();
    if (account.sessions().isEmpty()) {
      world.users().presence(account.bot().user(), Presence.OFFLINE);
    }
  }

  /// Sends an event to all sessions that it concerns.
  void dispatch(Dispatch dispatch) {
    for (var bot : dispatch.bots()) {
      var account = accounts.get(bot.id());
      if (account == null || account.troubles().isMute()) {
        continue;
      }
      for (var session : account.sessions()) {
        if (session.shard().holds(dispatch.guildId()) && dispatch.reaches(session.viewer())) {
          session.send(dispatch.type(), dispatch.data(session.viewer()), world.now());
        }
      }
    }
  }

  /// Ends the sessions that were not resumed in time.
  void expire() {
    long now = world.now();
    log.trim(now);
    var over =
        byId.values().stream().filter(session -> session.detachedBefore(now - KEEP_MS)).toList();
    over.forEach(this::end);
  }

  /// Ends all sessions of a bot and gives it a new token, as Discord does when a day's IDENTIFYs
  /// are used up.
  void resetToken(Account account) {
    List.copyOf(account.sessions()).forEach(this::end);
    Bot bot = account.bot();
    world.bots().resetToken(bot, BotToken.of(bot.id(), randomId()));
  }

  private String randomId() {
    var bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
