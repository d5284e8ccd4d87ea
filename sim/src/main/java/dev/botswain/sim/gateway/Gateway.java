package dev.botswain.sim.gateway;

import dev.botswain.sim.world.Bot;
import dev.botswain.sim.world.World;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// The gateway: all connections of all bots, and the faults that a test can cause in them.
///
/// Confined to the sim's event loop.
public final class Gateway implements AutoCloseable {
  /// The API version for clients that name none.
  static final int VERSION = 10;

  /// The versions that Discord does not call deprecated.
  private static final Set<String> VERSIONS = Set.of("9", "10");

  /// Where READY tells clients to resume. It differs from where they connected first, to show
  /// whether they follow it.
  public static final String RESUME_PATH = "/resume";

  private static final long SWEEP_MS = 1_000;
  private static final long RECONNECT_WITHIN_MS = 5_000;
  private static final long IDENTIFY_WITHIN_MS = 60_000;
  private static final int GUILDS_PER_SHARD = 1_000;

  private final World world;
  private final Vertx vertx;
  private final int heartbeatMs;
  private final boolean limits;
  private final Sessions sessions;
  private final Handshake handshake;
  private final Requests requests;
  private final MemberRequests memberRequests;
  private final Encodings encodings = new Encodings();
  private final Payload payload = new Payload();
  private final Set<Connection> connections = new LinkedHashSet<>();
  private int refusals;
  private int refusalStatus;
  private boolean unreachable;
  private boolean refusesAll;

  /// Subscribes to the world.
  ///
  /// @param heartbeatMs the interval in HELLO
  /// @param limits false lets clients send, identify and list members without limits
  public Gateway(Vertx vertx, World world, int heartbeatMs, boolean limits) {
    this.world = world;
    this.vertx = vertx;
    this.heartbeatMs = heartbeatMs;
    this.limits = limits;
    this.sessions = new Sessions(world);
    this.handshake = new Handshake(vertx, world, sessions, limits);
    this.requests = new Requests(world);
    this.memberRequests = new MemberRequests(world, limits);
    world.onDispatch(sessions::dispatch);
    vertx.setPeriodic(Math.clamp(heartbeatMs / 4, 10, SWEEP_MS), timer -> sweep());
  }

  /// Turns an upgrade request into a gateway connection. A version other than 9 and 10 is closed
  /// with 4012, an unknown encoding or compression with 4002.
  public void accept(HttpServerRequest request) {
    if (unreachable) {
      request.connection().close();
      return;
    }
    if (refusesAll) {
      request.response().setStatusCode(503).end();
      return;
    }
    if (refusals > 0 && request.path().startsWith(RESUME_PATH)) {
      refusals--;
      request.response().setStatusCode(refusalStatus).end();
      return;
    }
    var version = request.getParam("v", String.valueOf(VERSION));
    var encoding = request.getParam("encoding", "json");
    var compress = request.getParam("compress", "");
    var resumeUrl = "ws://" + request.authority() + RESUME_PATH;
    request.toWebSocket().onSuccess(socket -> open(socket, version, encoding, compress, resumeUrl));
  }

  private void open(
      ServerWebSocket socket, String version, String format, String compress, String resumeUrl) {
    if (!VERSIONS.contains(version)) {
      socket.close((short) CloseCode.INVALID_API_VERSION.number(), "Invalid API version.");
      return;
    }
    var encoding = encodings.open(format, compress);
    if (encoding == null) {
      socket.close((short) CloseCode.DECODE_ERROR.number(), "Unsupported encoding.");
      return;
    }
    var connection =
        new Connection(
            socket,
            encoding,
            payload,
            Integer.parseInt(version),
            resumeUrl,
            new Conversation(),
            world.now());
    connections.add(connection);
    connection.send(10, "{\"heartbeat_interval\":" + heartbeatMs + "}");
  }

  private final class Conversation implements Connection.Listener {
    @Override
    public void received(Connection connection, Command command) {
      long now = world.now();
      if (limits) {
        connection.count(now);
      }
      if (command instanceof Command.Heartbeat) {
        connection.heartbeat(now);
        connection.send(11, "null");
        return;
      }
      if (connection.silenced()) {
        return;
      }
      if (command instanceof Command.Identify identify) {
        handshake.identify(connection, identify);
        return;
      }
      if (command instanceof Command.Resume resume) {
        handshake.resume(connection, resume);
        return;
      }
      var session = connection.session();
      var account = connection.account();
      if (session == null || account == null) {
        throw new Refusal(CloseCode.NOT_AUTHENTICATED, "Not authenticated.");
      }
      switch (command) {
        case Command.RequestMembers members -> memberRequests.answer(account, session, members);
        case Command.UpdatePresence presence -> requests.presence(session, presence);
        case Command.UpdateVoice voice -> requests.voice(session, voice);
        case Command.RequestSounds sounds -> requests.sounds(session, sounds);
        case Command.RequestChannelInfo info -> requests.channelInfo(session, info);
        case Command.Heartbeat _, Command.Identify _, Command.Resume _ -> {}
      }
    }

    @Override
    public void closed(Connection connection, boolean endsSession) {
      connections.remove(connection);
      var session = connection.session();
      connection.detach(world.now());
      if (session != null && endsSession) {
        sessions.end(session);
      }
    }
  }

  /// Does what is due by the world's clock: closes connections that miss heartbeats, never identify
  /// or do not reconnect, and ends sessions that were not resumed. Runs periodically; a test that
  /// moves the clock can call it earlier.
  public void sweep() {
    long now = world.now();
    for (var connection : List.copyOf(connections)) {
      if (connection.silenced()) {
        continue;
      }
      long quiet = connection.quietFor(now);
      if (connection.isToCloseAt(now)) {
        connection.close(CloseCode.UNKNOWN_ERROR.number(), "Reconnect.");
      } else if (quiet > heartbeatMs * 3L / 2) {
        connection.close(CloseCode.UNKNOWN_ERROR.number(), "Heartbeat missed.");
      } else if (connection.withoutSessionFor(now) > IDENTIFY_WITHIN_MS) {
        connection.close(CloseCode.SESSION_TIMED_OUT.number(), "Session timed out.");
      } else if (quiet > heartbeatMs * 5L / 4) {
        connection.askForHeartbeat();
      }
    }
    sessions.expire();
  }

  /// The remaining IDENTIFYs of a bot, for `GET /gateway/bot`.
  public SessionStartLimit startLimit(Bot bot) {
    return sessions.account(bot).identifyLimits().state(world.now());
  }

  /// The recommended number of shards, for `GET /gateway/bot`.
  public int recommendedShards(Bot bot) {
    int set = troubles(bot).recommendedShards();
    return set > 0
        ? set
        : Math.max(1, (bot.guilds().size() + GUILDS_PER_SHARD - 1) / GUILDS_PER_SHARD);
  }

  /// The gateway's counters for a bot.
  public GatewayStats stats(Bot bot) {
    return sessions.account(bot).stats();
  }

  /// The gateway's counters for all bots together.
  public GatewayStats stats() {
    return sessions.stats();
  }

  /// The last 100,000 RESUMEs of all bots that succeeded, in order.
  public List<Resume> resumes() {
    return sessions.resumes();
  }

  /// What goes wrong for a bot.
  public Troubles troubles(Bot bot) {
    return sessions.account(bot).troubles();
  }

  /// Closes a bot's connections with a code. Its sessions remain resumable unless the code says
  /// otherwise.
  public void close(Bot bot, int code) {
    each(bot, connection -> connection.close(code, ""));
  }

  /// Closes the connections of one of a bot's shards with any code.
  public void close(Bot bot, int shard, int code) {
    each(
        bot,
        connection -> {
          Session session = connection.session();
          if (session != null && session.shard().id() == shard) {
            connection.close(code, "");
          }
        });
  }

  /// Breaks a bot's connections without a close frame.
  public void drop(Bot bot) {
    each(bot, Connection::drop);
  }

  /// Asks a bot's connections to reconnect (opcode 7), and closes them after five seconds if they
  /// do not.
  public void reconnect(Bot bot) {
    each(bot, connection -> connection.reconnect(world.now() + RECONNECT_WITHIN_MS));
  }

  /// Tells a bot that its sessions are invalid (opcode 9). Unless resumable, they end, including
  /// those without a connection.
  public void invalidate(Bot bot, boolean resumable) {
    var account = sessions.account(bot);
    for (var connection : account.connections()) {
      connection.send(9, String.valueOf(resumable));
      connection.detach(world.now());
    }
    if (!resumable) {
      List.copyOf(account.sessions()).forEach(sessions::end);
    }
  }

  /// Sends nothing more on a bot's current connections, not even heartbeat acknowledgements.
  public void silence(Bot bot) {
    each(bot, Connection::silence);
  }

  /// Delays events on a bot's current connections by this many milliseconds, keeping their order.
  public void delay(Bot bot, long millis) {
    each(bot, connection -> connection.delay(millis, vertx));
  }

  /// Asks a bot's connections for a heartbeat (opcode 1).
  public void askForHeartbeat(Bot bot) {
    each(bot, Connection::askForHeartbeat);
  }

  /// Answers the next upgrades to [#RESUME_PATH] with an HTTP status, for any bot.
  public void refuseResumes(int times, int status) {
    refusals = times;
    refusalStatus = status;
  }

  /// Sets a bot's remaining IDENTIFYs for the day that began with its first; with 0 the next one
  /// resets its token.
  public void remainingStarts(Bot bot, int remaining) {
    sessions.account(bot).identifyLimits().remaining(remaining, world.now());
  }

  /// Sets how many of a bot's shards may identify in five seconds, as Discord does for large bots.
  public void maxConcurrency(Bot bot, int max) {
    sessions.account(bot).identifyLimits().maxConcurrency(max);
  }

  /// Lets a bot's day of IDENTIFYs begin anew.
  public void renewStarts(Bot bot) {
    sessions.account(bot).identifyLimits().renew();
  }

  /// Breaks the connections of all bots, and answers no upgrade.
  public void unreachable(boolean now) {
    unreachable = now;
    dropAllIf(now);
  }

  /// Breaks the connections of all bots, and answers every upgrade with 503.
  public void refuseAll(boolean now) {
    refusesAll = now;
    dropAllIf(now);
  }

  private void dropAllIf(boolean wanted) {
    if (wanted) {
      List.copyOf(connections).forEach(Connection::drop);
    }
  }

  /// Sends `total` MESSAGE_CREATE events, `rate` a second in total, to the given bots in turn, each
  /// in the first text channel that the bot may view. The content is `blast <number> <milliseconds
  /// since 1970>`, numbered from 1 over all bots. The channels do not store them.
  public Blast blast(long total, int rate, Collection<Bot> bots) {
    var blast = new Blast(world, bots, total, rate);
    blast.start(vertx);
    return blast;
  }

  /// Releases memory outside the heap. To be called once the connections are closed.
  @Override
  public void close() {
    encodings.close();
  }

  private void each(Bot bot, Consumer<Connection> action) {
    sessions.account(bot).connections().forEach(action);
  }
}
