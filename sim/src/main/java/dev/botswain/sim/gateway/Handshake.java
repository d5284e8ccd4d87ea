package dev.botswain.sim.gateway;

import dev.botswain.sim.world.Bot;
import dev.botswain.sim.world.GuildSnapshot;
import dev.botswain.sim.world.Guilds;
import dev.botswain.sim.world.Intents;
import dev.botswain.sim.world.Json;
import dev.botswain.sim.world.Presence;
import dev.botswain.sim.world.Viewer;
import dev.botswain.sim.world.World;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// IDENTIFY and RESUME: how a connection gets its session.
final class Handshake {
  private static final int MAX_GUILDS_PER_SHARD = 2_500;
  private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.US_ASCII);

  private final World world;
  private final Sessions sessions;
  private final boolean limits;
  private final Vertx vertx;

  Handshake(Vertx vertx, World world, Sessions sessions, boolean limits) {
    this.vertx = vertx;
    this.world = world;
    this.sessions = sessions;
    this.limits = limits;
  }

  void identify(Connection connection, Command.Identify identify) {
    if (connection.session() != null) {
      throw new Refusal(CloseCode.ALREADY_AUTHENTICATED, "Already authenticated.");
    }
    var bot = authenticated(identify.token());
    var account = sessions.account(bot);
    account.identified();
    connection.belongsTo(account);
    long now = world.now();
    if (limits && !account.identifyLimits().take(now)) {
      exhausted(account);
    }
    account.troubles().checkIdentify();
    checkIntents(bot, identify.intents());
    var asked = identify.shard();
    var shard = asked == null ? Shard.ALL : asked;
    checkSize(bot, shard);
    if (limits && !account.identifyLimits().mayStart(shard.id(), now)) {
      connection.send(9, "false");
      return;
    }
    start(connection, bot, identify, shard);
    closeLater(connection, account);
    competeLater(connection, account);
  }

  /// Closes a connection that has just got its session, if the bot is in such trouble.
  private void closeLater(Connection connection, Account account) {
    var close = account.troubles().nextClose();
    int code = account.troubles().closeCode();
    if (close.times() > 0) {
      later(close, () -> connection.close(code, ""));
    }
  }

  /// Ends a session that has just started for another client's, if the bot is in such trouble.
  private void competeLater(Connection connection, Account account) {
    var rival = account.troubles().nextRival();
    var session = connection.session();
    if (rival.times() > 0 && session != null) {
      later(
          rival,
          () -> {
            account.identifyLimits().take(world.now());
            if (connection.session() == session) {
              connection.send(9, "false");
              connection.detach(world.now());
            }
            sessions.end(session);
          });
    }
  }

  private void later(Troubles.Interruption when, Runnable what) {
    vertx.setTimer(Math.max(1, when.afterMillis()), timer -> what.run());
  }

  private Bot authenticated(String token) {
    var bot = world.bots().byToken(token);
    if (bot == null) {
      throw new Refusal(CloseCode.AUTHENTICATION_FAILED, "Authentication failed.");
    }
    return bot;
  }

  private void exhausted(Account account) {
    sessions.resetToken(account);
    for (var open : account.connections()) {
      open.close(CloseCode.AUTHENTICATION_FAILED.number(), "Authentication failed.");
    }
    throw new Refusal(CloseCode.AUTHENTICATION_FAILED, "Authentication failed.");
  }

  private static void checkIntents(Bot bot, int intents) {
    if ((intents & ~Intents.ALL) != 0) {
      throw new Refusal(CloseCode.INVALID_INTENTS, "Invalid intent(s).");
    }
    if ((intents & ~bot.allowedIntents()) != 0) {
      throw new Refusal(CloseCode.DISALLOWED_INTENTS, "Disallowed intent(s).");
    }
  }

  private static void checkSize(Bot bot, Shard shard) {
    long guilds = bot.guilds().stream().filter(guild -> shard.holds(guild.id())).count();
    if (guilds > MAX_GUILDS_PER_SHARD) {
      throw new Refusal(CloseCode.SHARDING_REQUIRED, "Sharding required.");
    }
  }

  private void start(Connection connection, Bot bot, Command.Identify identify, Shard shard) {
    world
        .users()
        .presence(
            bot.user(),
            identify.presence() == null
                ? Presence.ONLINE
                : Requests.presence(identify.presence(), world.now()));
    var viewer = new Viewer(bot, identify.intents(), identify.largeThreshold());
    var session = sessions.start(viewer, shard);
    connection.attach(session);
    session.send("READY", ready(session, identify.shard(), connection), world.now());
    if (!viewer.has(Intents.GUILDS)) {
      return;
    }
    for (var guild : bot.guilds()) {
      if (shard.holds(guild.id()) && world.guilds().isUnavailable(guild.id())) {
        session.send(
            "GUILD_DELETE", Json.bytes(json -> Guilds.writeUnavailable(json, guild)), world.now());
      } else if (shard.holds(guild.id())) {
        var snapshot = GuildSnapshot.of(guild);
        session.send("GUILD_CREATE", Json.bytes(json -> snapshot.write(json, viewer)), world.now());
      }
    }
  }

  private static byte[] ready(Session session, @Nullable Shard asked, Connection connection) {
    var bot = session.viewer().bot();
    return Json.bytes(json -> {
      json.writeStartObject();
      json.writeNumberField("v", connection.version());
      json.writeFieldName("user");
      bot.user().writeSelf(json);
      json.writeArrayFieldStart("guilds");
      for (var guild : bot.guilds()) {
        if (session.shard().holds(guild.id())) {
          Guilds.writeUnavailable(json, guild);
        }
      }
      json.writeEndArray();
      // Undocumented, but Discord sends it to bots too, always empty, and JDA does not start
      // without it.
      json.writeArrayFieldStart("private_channels");
      json.writeEndArray();
      json.writeStringField("session_id", session.id());
      json.writeStringField("resume_gateway_url", connection.resumeUrl());
      if (asked != null) {
        json.writeFieldName("shard");
        json.writeArray(new int[] {asked.id(), asked.count()}, 0, 2);
      }
      json.writeFieldName("application");
      bot.writeApplication(json);
      json.writeEndObject();
    });
  }

  void resume(Connection connection, Command.Resume resume) {
    if (connection.session() != null) {
      throw new Refusal(CloseCode.ALREADY_AUTHENTICATED, "Already authenticated.");
    }
    var bot = authenticated(resume.token());
    var account = sessions.account(bot);
    connection.belongsTo(account);
    var session = sessions.get(resume.sessionId());
    boolean refused = account.troubles().refusesResume();
    if (session == null || session.viewer().bot() != bot || refused) {
      account.resumeRefused();
      connection.send(9, "false");
      return;
    }
    if (resume.seq() < 0 || resume.seq() > session.seq()) {
      account.resumeRefused();
      sessions.end(session);
      throw new Refusal(CloseCode.INVALID_SEQ, "Invalid seq.");
    }
    if (!session.canReplayAfter(resume.seq())) {
      account.resumeRefused();
      sessions.end(session);
      connection.send(9, "false");
      return;
    }
    long now = world.now();
    sessions.resumed(new Resume(bot.id(), now, session.awayMs(now)));
    var before = session.connection();
    if (before != null) {
      before.close(CloseCode.UNKNOWN_ERROR.number(), "Resumed elsewhere.");
    }
    account.resumed();
    connection.attach(session);
    for (var event : session.after(resume.seq())) {
      connection.dispatch(event.type(), event.seq(), event.data());
    }
    session.send("RESUMED", NOTHING, world.now());
    closeLater(connection, account);
  }
}
