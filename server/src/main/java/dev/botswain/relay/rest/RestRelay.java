package dev.botswain.relay.rest;

import dev.botswain.audit.Actor;
import dev.botswain.audit.Audit;
import dev.botswain.audit.AuditRecorder;
import dev.botswain.bot.OpenInteractions;
import dev.botswain.config.Config;
import dev.botswain.discord.rest.DiscordRest;
import dev.botswain.discord.rest.RestQueue;
import dev.botswain.error.ApiError;
import dev.botswain.error.RequestRefusedException;
import dev.botswain.http.Answer;
import dev.botswain.http.Caller;
import dev.botswain.http.HeaderNames;
import dev.botswain.http.Mount;
import dev.botswain.http.Passage;
import dev.botswain.http.SessionHeader;
import dev.botswain.inspect.Face;
import dev.botswain.inspect.Origin;
import dev.botswain.limit.Quota;
import dev.botswain.relay.AwaitedEvent;
import dev.botswain.relay.GatewayAnswer;
import dev.botswain.relay.OwnEvents;
import dev.botswain.relay.RestErrors;
import dev.botswain.session.Session;
import dev.botswain.session.SessionLookup;
import dev.botswain.session.Sessions;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Discord's REST API, with a session id in place of the bot's token.
public final class RestRelay implements Mount, AutoCloseable {
  /// How long a request waits at most if its sender has not set a limit. Libraries give up on an
  /// answer (JDA after 10 s, discord.js after 15 s) and then fail or send the request again, at the
  /// end of the queue; they wait out a 429.
  private static final Duration UNASKED = Duration.ofSeconds(8);

  private final Sessions sessions;
  private final Audit audit;
  private final RouteScopes scopes = new RouteScopes();
  private final StrangersQueue webhooks;
  private final StrangersQueue interactions;
  private final Clock clock;
  private final Duration patience;
  private final GatewayAnswer gateway;
  private final OwnEvents ownEvents;
  private final OpenInteractions open;

  /// @param audit records what is relayed, unless it only reads, before it is sent
  /// @param ownEvents events that clients of the gateway relay must get before the answer
  /// @param open is told which interactions are answered here
  public RestRelay(
      Sessions sessions,
      DiscordRest discord,
      Audit audit,
      Clock clock,
      Config config,
      OwnEvents ownEvents,
      OpenInteractions open) {
    this.sessions = sessions;
    this.audit = audit;
    this.webhooks = new StrangersQueue(discord.openAnonymous());
    // An interaction needs its answer within three seconds, so nothing else may be in its way.
    this.interactions = new StrangersQueue(discord.openAnonymous());
    this.clock = clock;
    this.patience = config.discord().patience();
    this.gateway = new GatewayAnswer(config.http().publicUrl());
    this.ownEvents = ownEvents;
    this.open = open;
  }

  @Override
  public String name() {
    return "relay";
  }

  @Override
  public boolean covers(String path) {
    return RestTarget.covers(path);
  }

  @Override
  public String methods() {
    return RestTarget.ALLOWED;
  }

  @Override
  public String shown(String path) {
    return RestTarget.shown(path);
  }

  @Override
  public Answer refusal(RequestRefusedException refusal) {
    return RestErrors.of(refusal);
  }

  @Override
  public void take(Passage passage) {
    var target = RestTarget.of(passage.request());
    var session = session(passage, target);
    passage.admit(session == null ? null : new RelayCaller(session));
    if (target.reads("gateway")) {
      passage.send(gateway.of(passage));
    } else if (session == null) {
      var strangers = target.path().isInteraction() ? interactions : webhooks;
      strangers.enter(passage);
      new RestTransfer(passage, strangers.queue(), "", clock, strangers, () -> null)
          .whenTaken(() -> taken(target))
          .start(target.request().patience(patience(passage)), null, begin(passage, target, null));
    } else if (target.reads("gateway", "bot")) {
      passage.send(gateway.of(passage, session.bot()));
    } else {
      PlacedBody rule = null;
      if (!target.path().hasOwnToken()) {
        check(session, passage, target);
        var places = new Places(session);
        rule = places.isEverywhere() ? null : new PlacedBody(places);
      }
      var standIn =
          target.tellsToken() ? SessionHeader.read(passage.request()) : RestQueue.REDACTED;
      Supplier<@Nullable AwaitedEvent> event =
          () -> ownEvents.expect(session.bot(), target.request().method(), target.path());
      new RestTransfer(passage, session.bot().rest(), standIn, clock, null, event)
          .whenTaken(() -> taken(target))
          .start(
              target.request().patience(patience(passage)).origin(origin(passage, session)),
              rule,
              begin(passage, target, session));
    }
  }

  private static Origin origin(Passage passage, Session session) {
    return new Origin(
        Face.RELAY, passage.requestId(), session.fingerprint(), session.name(), null, null, null);
  }

  private void check(Session session, Passage passage, RestTarget target) {
    try {
      scopes.check(session, target.request().method(), target.path());
    } catch (RequestRefusedException refusal) {
      if (!target.onlyReads()) {
        recorder(passage, session)
            .refused(
                target.action(),
                session.bot().id(),
                RelayAudit.target(target.path()),
                refusal.error().code());
      }
      throw refusal;
    }
  }

  private void taken(RestTarget target) {
    long interaction = target.answeredInteraction();
    if (interaction != 0) {
      open.relayed(interaction);
    }
  }

  private AuditRecorder recorder(Passage passage, @Nullable Session session) {
    return audit.by(
        session == null
            ? Actor.stranger(passage.network(), passage.address(), passage.requestId())
            : session.actor(passage.address(), passage.requestId()));
  }

  /// A request without a session may name an application, but only Discord can tell whether it
  /// comes from there.
  private RelayAudit begin(Passage passage, RestTarget target, @Nullable Session session) {
    if (target.onlyReads()) {
      return RelayAudit.NONE;
    }
    long bot = session == null ? target.claimedApplication() : session.bot().id();
    return RelayAudit.begin(
        recorder(passage, session), target, bot, Objects.requireNonNull(Vertx.currentContext()));
  }

  /// A caller with a session.
  private record RelayCaller(Session session) implements Caller {
    @Override
    public String fingerprint() {
      return session.fingerprint();
    }

    @Override
    public String tenant() {
      return session.tenant();
    }

    @Override
    public @Nullable Long quota(Quota of) {
      return session.quota(of);
    }
  }

  /// Accepts no more requests without a session.
  @Override
  public void close() {
    webhooks.close();
    interactions.close();
  }

  /// Null if Discord requires no authentication, and none of ours was sent.
  private @Nullable Session session(Passage passage, RestTarget target) {
    var needed = !target.path().hasOwnToken() && !target.reads("gateway");
    if (!needed && !passage.request().headers().contains(HttpHeaders.AUTHORIZATION)) {
      return null;
    }
    return switch (sessions.find(SessionHeader.read(passage.request()))) {
      case SessionLookup.Found(var session) -> session;
      case SessionLookup.Unknown() when !needed -> null;
      case SessionLookup.Unknown() -> throw ApiError.UNKNOWN_SESSION.refusal();
      case SessionLookup.Moving() when !needed -> null;
      case SessionLookup.Moving() ->
          throw ApiError.STARTING.refusal().retryAfter(Duration.ofSeconds(1));
      case SessionLookup.TokenRejected() when !needed -> null;
      case SessionLookup.TokenRejected() -> throw ApiError.TOKEN_REJECTED.refusal();
    };
  }

  /// The caller's own, in seconds, or what suits libraries, but at most the server's.
  private Duration patience(Passage passage) {
    var wait = passage.request().getHeader(HeaderNames.WAIT);
    if (wait == null) {
      return shorter(UNASKED);
    }
    if (!wait.matches("[0-9]{1,18}")) {
      throw RequestRefusedException.field(HeaderNames.WAIT, "must be whole seconds, such as 5");
    }
    return shorter(Duration.ofSeconds(Long.parseLong(wait)));
  }

  private Duration shorter(Duration asked) {
    return asked.compareTo(patience) < 0 ? asked : patience;
  }
}
