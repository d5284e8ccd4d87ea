package dev.botswain.sim.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.botswain.sim.world.Bot;
import dev.botswain.sim.world.Guild;
import dev.botswain.sim.world.World;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.HostAndPort;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Discord's REST API as one request handler, for all paths under `/api` and for the CDN.
///
/// To be called on the event loop that owns the world.
public final class Rest implements Handler<HttpServerRequest> {
  private static final Logger LOG = LoggerFactory.getLogger(Rest.class);
  private static final Pattern VERSIONED = Pattern.compile("/api(?:/v(\\d+))?(/.*)?");

  /// The date of an answer (RFC 9110, 5.6.7).
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

  /// The largest body, 25 MiB as at Discord.
  private static final int MAX_BODY = 25 << 20;

  private final Vertx vertx;
  private final World world;
  private final Clock clock;
  private final Limits limits;
  private final Router router;
  private final RateLimits rateLimits;
  private final Edge edge;
  private final Faults faults = new Faults();
  private final Conditions conditions = new Conditions();
  private final RequestLog log = new RequestLog();
  private final Attachments attachments;
  private final CdnPictures pictures;
  private final Commands commands;

  /// @param starts the gateway's identify budgets
  public Rest(Vertx vertx, World world, Clock clock, Limits limits, SessionStarts starts) {
    this.vertx = vertx;
    this.world = world;
    this.clock = clock;
    this.limits = limits;
    this.commands = new Commands(clock);
    this.attachments = new Attachments(world);
    this.pictures = new CdnPictures(world);
    this.router = Routes.all(clock, starts, commands, attachments);
    this.rateLimits = new RateLimits(clock, limits.globalPerSecond());
    this.edge = new Edge(clock, limits.invalidRequests());
  }

  /// The planned faults.
  public Faults faults() {
    return faults;
  }

  /// What meets every call.
  public Conditions conditions() {
    return conditions;
  }

  /// The registered commands.
  public Commands commands() {
    return commands;
  }

  /// The received requests.
  public RequestLog requests() {
    return log;
  }

  /// The requests over a limit.
  public RefusedCalls refused() {
    return rateLimits.refused();
  }

  /// The command that a type and a name mean in a guild: the guild's own before the global one.
  /// Null if there is none.
  ///
  /// @param guild null in a DM
  public @Nullable ObjectNode command(Bot bot, @Nullable Guild guild, int type, String name) {
    ObjectNode own =
        guild == null ? null : commands.named(new Commands.Scope(bot.id(), guild.id()), type, name);
    return own == null ? commands.named(new Commands.Scope(bot.id(), 0), type, name) : own;
  }

  /// How many invalid requests an address has made in the last ten minutes.
  int invalidRequests(String address) {
    return edge.invalidRequests(address);
  }

  /// How many of the answers in the last ten minutes were 401, 403 or 429, by the client's address.
  public Map<String, Integer> invalidRequests() {
    return edge.invalidRequests();
  }

  /// Resets the invalid requests of all addresses, and lifts their bans.
  public void forgetInvalidRequests() {
    edge.forget();
  }

  /// Bans every address as Cloudflare does, or lifts that.
  public void banAll(boolean banned) {
    edge.banAll(banned);
  }

  /// The routes, as `GET /channels/{channel_id}`.
  Router router() {
    return router;
  }

  /// Whether Discord serves it from its CDN instead of its API.
  public static boolean isOnCdn(String path) {
    return path.startsWith(Attachments.PATH) || CdnPictures.has(path);
  }

  @Override
  public void handle(HttpServerRequest request) {
    String path = request.path();
    if (isOnCdn(path)) {
      serve(
          request.response(),
          CdnPictures.has(path)
              ? pictures.get(path, request.getParam("size"))
              : attachments.get(path));
      return;
    }
    var body = Buffer.buffer();
    request.handler(chunk -> {
      if (body.length() <= MAX_BODY) {
        body.appendBuffer(chunk);
      }
    });
    request.endHandler(end -> new Exchange(request, body).begin());
  }

  private void serve(HttpServerResponse response, Served served) {
    switch (served) {
      case Served.Now(Answer answer) -> send(response, answer);
      case Served.Made(var headers, var content) ->
          vertx
              .executeBlocking(() -> Buffer.buffer(content.get()), false)
              .onSuccess(made -> {
                if (!response.closed()) {
                  send(response, new Answer(200, headers, made));
                }
              })
              .onFailure(bug -> {
                LOG.error("a picture could not be drawn", bug);
                send(response, Answer.error(500, "500: Internal Server Error"));
              });
    }
  }

  private static void send(HttpServerResponse response, Answer answer) {
    response.setStatusCode(answer.status());
    answer.headers().forEach(response::putHeader);
    Buffer content = answer.body();
    if (content == null) {
      response.end();
    } else {
      response.end(content);
    }
  }

  /// The path without `/api` and the version.
  static String withoutVersion(String path) {
    Matcher matcher = VERSIONED.matcher(path);
    if (!matcher.matches()) {
      return path;
    }
    String rest = matcher.group(2);
    return rest == null ? "/" : rest;
  }

  /// A bot can write its own id for `@me`.
  private static String withMe(String path, @Nullable Bot bot) {
    String own = bot == null ? null : "/users/" + bot.id() + "/";
    return own != null && path.startsWith(own)
        ? "/users/@me/" + path.substring(own.length())
        : path;
  }

  /// One request and its answer.
  private final class Exchange {
    private final HttpServerRequest request;
    private final Buffer body;
    private String path;
    private final String address;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private @Nullable Bot bot;

    Exchange(HttpServerRequest request, Buffer body) {
      this.request = request;
      this.body = body;
      this.path = withoutVersion(request.path());
      this.address = request.remoteAddress().hostAddress();
    }

    void begin() {
      bot = botOf(request.getHeader("Authorization"));
      path = withMe(path, bot);
      headers.put("Date", date());
      Answer refusal = edge.refusal(address, request.getHeader("User-Agent"));
      if (refusal != null) {
        finish(refusal);
        return;
      }
      // libraries use this header to tell an answer of Discord from one of Cloudflare
      headers.put("Via", "1.1 google");
      Fault fault = conditions.of(bot);
      if (fault == null) {
        fault = faults.next(request.method().name(), path);
      }
      if (fault == null) {
        finish(answer());
      } else if (fault.delayMillis() == 0) {
        meet(fault);
      } else {
        Fault met = fault;
        vertx.setTimer(met.delayMillis(), late -> meet(met));
      }
    }

    private String date() {
      return DATE.format(
          clock.instant().plusSeconds(conditions.secondsAhead(bot)).atOffset(ZoneOffset.UTC));
    }

    private void meet(Fault fault) {
      switch (fault.status()) {
        case 0 -> finish(answer());
        case Fault.DROP -> {
          note(0, null);
          request.connection().close();
        }
        default -> finish(fault.answer());
      }
    }

    private Answer answer() {
      try {
        checkVersion();
        Router.Match match = router.find(request.method(), path);
        if (match.route().access() == Access.BOT && bot == null) {
          throw ErrorCode.UNAUTHORIZED.refusal();
        }
        if (limits.enforced()) {
          switch (rateLimits.count(caller(match.route().access()), match)) {
            case RateLimits.Verdict.Limited(Answer tooMany) -> {
              return tooMany;
            }
            case RateLimits.Verdict.Allowed(Map<String, String> state) -> headers.putAll(state);
          }
        }
        if (body.length() > MAX_BODY) {
          throw ErrorCode.TOO_LARGE.refusal();
        }
        return match
            .route()
            .endpoint()
            .answer(
                new Call(
                    world, bot, match.values(), host(), request.query(), request.headers(), body));
      } catch (RequestRefused refused) {
        return refused.answer();
      } catch (RuntimeException bug) {
        LOG.error("{} {} failed", request.method(), path, bug);
        return Answer.error(500, "500: Internal Server Error");
      }
    }

    /// The key of the limits: a webhook or an interaction has one count, for all who use it.
    private String caller(Access access) {
      if (access == Access.TOKEN_IN_PATH) {
        return "";
      }
      return bot == null ? address : Long.toString(bot.id());
    }

    private String host() {
      HostAndPort authority = request.authority();
      return authority == null ? request.localAddress().toString() : authority.toString();
    }

    private void checkVersion() {
      Matcher matcher = VERSIONED.matcher(request.path());
      String version = matcher.matches() ? matcher.group(1) : null;
      if (version != null && !version.equals("10") && !version.equals("9")) {
        throw ErrorCode.INVALID_VERSION.refusal();
      }
    }

    private void finish(Answer answer) {
      note(answer.status(), answer.headers().get("X-RateLimit-Scope"));
      if (!request.response().closed()) {
        headers.forEach(request.response()::putHeader);
        send(request.response(), answer);
      }
    }

    private void note(int status, @Nullable String scope) {
      edge.count(address, status, scope);
      var seen = new LinkedHashMap<String, String>();
      request
          .headers()
          .forEach(header -> {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!name.equals("authorization")) {
              seen.put(name, header.getValue());
            }
          });
      log.add(
          new RequestLog.Seen(
              clock.instant(),
              bot == null ? 0 : bot.id(),
              request.method().name(),
              request.path(),
              request.query() == null ? "" : request.query(),
              seen,
              body.length(),
              status));
    }
  }

  private @Nullable Bot botOf(@Nullable String authorization) {
    return authorization != null && authorization.startsWith("Bot ")
        ? world.bots().byToken(authorization.substring("Bot ".length()).strip())
        : null;
  }
}
