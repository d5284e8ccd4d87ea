package dev.botswain.sim.rest;

import dev.botswain.sim.world.Bot;
import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.ChannelType;
import dev.botswain.sim.world.Dispatch;
import dev.botswain.sim.world.Guild;
import dev.botswain.sim.world.Intents;
import dev.botswain.sim.world.Interaction;
import dev.botswain.sim.world.Member;
import dev.botswain.sim.world.Message;
import dev.botswain.sim.world.PermissionOverwrite;
import dev.botswain.sim.world.Permissions;
import dev.botswain.sim.world.Role;
import dev.botswain.sim.world.User;
import dev.botswain.sim.world.World;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/// A small guild behind the REST API on its own port, and a client for it.
///
/// `pilot` is a bot with every intent enabled, whose role is in the middle and has almost every
/// permission except administrator; `plain` is a member too, without privileged intents and only
/// with everyone's permissions; `stranger` is a bot in no guild.
final class Harbour implements AutoCloseable {
  static final long EVERYONE =
      Permissions.VIEW_CHANNEL
          | Permissions.SEND_MESSAGES
          | Permissions.SEND_MESSAGES_IN_THREADS
          | Permissions.CREATE_PUBLIC_THREADS
          | Permissions.READ_MESSAGE_HISTORY
          | Permissions.ADD_REACTIONS
          | Permissions.EMBED_LINKS
          | Permissions.CONNECT;

  final MovableClock clock = new MovableClock();

  /// The dispatches, without entries of the audit log.
  final List<String> events = new CopyOnWriteArrayList<>();

  final World world = new World(clock);
  final User captain = world.users().create(100000000000001001L, "captain", "The Captain");
  final User mate = world.users().create(100000000000001002L, "mate", null);
  final User ashore = world.users().create(100000000000001003L, "ashore", null);
  final Guild guild = world.guilds().create(100000000000002001L, "Harbour", captain, EVERYONE);
  final Bot pilot =
      world.bots().create(100000000000003001L, "pilot", "pilot.token", Intents.PRIVILEGED);
  final Bot plain = world.bots().create(100000000000003002L, "plain", "plain.token", 0);
  final Bot stranger =
      world.bots().create(100000000000003003L, "stranger", "stranger.token", Intents.PRIVILEGED);
  final Member mateMember = world.members().add(guild, mate);
  final Role crew = world.roles().create(guild, "crew", role -> role.position(1));
  final Role officers = world.roles().create(guild, "officers", role -> role.position(9));
  final Channel category = channel(ChannelType.GUILD_CATEGORY, "docks");
  final Channel general = channel(ChannelType.GUILD_TEXT, "general");
  final Channel news = channel(ChannelType.GUILD_ANNOUNCEMENT, "news");
  final Channel voice = channel(ChannelType.GUILD_VOICE, "bridge");
  final Channel forum = channel(ChannelType.GUILD_FORUM, "charts");
  final Channel hidden =
      world
          .channels()
          .create(
              guild,
              ChannelType.GUILD_TEXT,
              "hidden",
              made ->
                  made.overwrites(
                      List.of(PermissionOverwrite.role(guild.id(), 0, Permissions.VIEW_CHANNEL))));
  final Rest rest;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final Client client;
  private final HttpServer server;

  Harbour() {
    this(Limits.NONE);
  }

  Harbour(Limits limits) {
    world.bots().join(pilot, guild, Permissions.ALL & ~Permissions.ADMINISTRATOR);
    Role own = guild.highestRole(guild.members().get(pilot.id()));
    world.roles().update(guild, own, role -> role.position(5));
    world.bots().join(plain, guild, 0);
    world.onDispatch(this::note);
    rest =
        new Rest(
            vertx, world, clock, limits, bot -> new SessionStarts.Budget(1, 1_000, 990, 60_000, 1));
    server = vertx.createHttpServer().requestHandler(rest);
    await(server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture());
    client = new Client("http://127.0.0.1:" + server.actualPort());
  }

  private void note(Dispatch dispatch) {
    if (!dispatch.type().equals("GUILD_AUDIT_LOG_ENTRY_CREATE")) {
      events.add(dispatch.type());
    }
  }

  private Channel channel(ChannelType type, String name) {
    return world.channels().create(guild, type, name, made -> {});
  }

  /// Runs an action on the event loop of the world.
  <T> T inWorld(Callable<T> action) {
    var result = new CompletableFuture<T>();
    vertx.runOnContext(nothing -> {
      try {
        result.complete(action.call());
      } catch (Exception e) {
        result.completeExceptionally(e);
      }
    });
    return await(result);
  }

  /// A user posts a message.
  Message say(Channel channel, User author, String content) {
    return inWorld(() -> world.messages().send(channel, author, content));
  }

  /// A request of the bot `pilot`.
  Reply call(String method, String path) {
    return call(pilot, method, path, null);
  }

  Reply call(String method, String path, String json) {
    return call(pilot, method, path, json);
  }

  Reply call(Bot bot, String method, String path) {
    return call(bot, method, path, null);
  }

  Reply call(Bot bot, String method, String path, String json) {
    return client.call(bot.token(), method, path, json);
  }

  /// The mate uses a command of `pilot` in #general.
  Interaction use(String command) {
    return act(
        new Interaction.Act(
            Interaction.COMMAND,
            mate,
            general,
            command,
            "{\"id\":\"1\",\"name\":\"" + command + "\",\"type\":1}",
            null,
            null));
  }

  /// The mate starts an interaction that `pilot` must answer.
  Interaction act(Interaction.Act act) {
    return inWorld(() -> world.interactions().create(pilot, act));
  }

  /// `pilot` uploads a sticker.
  Reply sticker(String name) {
    String body = "--b\r\n";
    for (String field : List.of("name", "tags", "description")) {
      body +=
          "Content-Disposition: form-data; name=\"" + field + "\"\r\n\r\n" + name + "\r\n--b\r\n";
    }
    body +=
        "Content-Disposition: form-data; name=\"file\"; filename=\"a.gif\"\r\n"
            + "Content-Type: image/gif\r\n\r\nGIF89a\r\n--b--\r\n";
    return send(
        request(
                "POST",
                "/guilds/" + guild.id() + "/stickers",
                HttpRequest.BodyPublishers.ofString(body))
            .header("Content-Type", "multipart/form-data; boundary=b")
            .header("Authorization", "Bot " + pilot.token()));
  }

  /// A request without a token.
  Reply anyone(String method, String path, String json) {
    var request =
        request(
            method,
            path,
            json == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(json));
    return send(request.header("Content-Type", "application/json"));
  }

  /// A request without a token, to be completed.
  HttpRequest.Builder request(String method, String path, BodyPublisher body) {
    return client.request(method, path, body);
  }

  /// The content at a URL, without a token.
  Reply download(String url) {
    return send(HttpRequest.newBuilder(URI.create(url)));
  }

  Reply send(HttpRequest.Builder request) {
    return client.send(request);
  }

  private static <T> T await(CompletableFuture<T> future) {
    try {
      return future.get(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
    await(vertx.close().toCompletionStage().toCompletableFuture());
  }
}
