package dev.botswain.discord.gateway;

import dev.botswain.discord.protocol.Opcode;
import dev.botswain.time.Alarm;
import io.vertx.core.Future;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One gateway session of a bot, over as many connections as it needs.
///
/// Confined to the bot's event loop: call it there, and it calls its listener there. Methods marked
/// as readable can be called from any thread.
///
/// Source: <https://discord.com/developers/docs/events/gateway#connection-lifecycle>.
public final class Shard {
  private final Gateway gateway;
  private final ShardId id;
  private final Identity identity;
  private final IdentifyQueue identifies;
  private final ShardListener listener;
  private final boolean secure;
  private final ReconnectPace pace;
  private final ShardLog log;
  private @Nullable GatewayConnection connection;
  private final IdentifyTurn turn;
  private final Pulse pulse;
  private final Outbox outbox = new Outbox();
  private final Alarm retry;
  private final Alarm handshake;
  private final Resumption session = new Resumption();
  private boolean stopped;

  private volatile ShardState state = new ShardState.Connecting();
  private volatile @Nullable String trouble;

  /// @param secure whether Discord is reached over TLS, so that the token must not leave it
  public Shard(
      Gateway gateway,
      ShardId id,
      Identity identity,
      IdentifyQueue identifies,
      boolean secure,
      ShardListener listener) {
    this.gateway = gateway;
    this.id = id;
    this.identity = identity;
    this.identifies = identifies;
    this.turn = new IdentifyTurn(identifies, id);
    this.secure = secure;
    this.listener = listener;
    this.log = new ShardLog(identity.bot(), id);
    this.pace =
        new ReconnectPace(gateway.options.reconnect(), gateway.ticker, gateway.options.random());
    this.pulse = new Pulse(gateway.clock, gateway.ticker);
    this.retry = new Alarm(gateway.vertx);
    this.handshake = new Alarm(gateway.vertx);
  }

  /// Which one of the bot's shards this is.
  public ShardId id() {
    return id;
  }

  /// Readable from any thread.
  public ShardState state() {
    return state;
  }

  /// Where the session could be resumed. Readable from any thread.
  public @Nullable ResumePoint resumePoint() {
    return session.point();
  }

  /// Why it is not connected, as a sentence for people; null once it is connected. Readable from
  /// any thread.
  public @Nullable String trouble() {
    return trouble;
  }

  /// Its signs of life. Readable from any thread.
  public Pulse pulse() {
    return pulse;
  }

  /// Connects, and stays connected until [#stop(boolean)] or until Discord refuses permanently.
  ///
  /// @param from a session to resume, if there is one
  public void start(@Nullable ResumePoint from) {
    session.set(from);
    connect();
  }

  /// Closes the connection.
  ///
  /// @param keepSession whether the session stays alive at Discord, to be resumed within a few
  ///   minutes
  /// @return completes when the socket is closed
  public Future<Void> stop(boolean keepSession) {
    if (!stopped) {
      stopped = true;
      outbox.clear();
      become(new ShardState.Stopped(AfterClose.RESUME));
    }
    return disconnect(keepSession ? GatewayConnection.KEEP_SESSION : GatewayConnection.END_SESSION);
  }

  /// Sends a command, within Discord's limits.
  ///
  /// @param data the JSON of `d`
  /// @return false if the shard is not connected, the command is too long, or too many are waiting
  public boolean send(int op, String data) {
    return state instanceof ShardState.Connected && sendOrHold(op, data);
  }

  /// Sends a command, within Discord's limits, once the shard is connected.
  ///
  /// @param data the JSON of `d`
  /// @return false if the shard will not connect again, the command is too long, or too many are
  ///   waiting
  public boolean sendOrHold(int op, String data) {
    if (stopped || !outbox.add(op, data)) {
      return false;
    }
    drain();
    return true;
  }

  private void drain() {
    GatewayConnection current = connection;
    if (current != null && state instanceof ShardState.Connected) {
      current.drain(outbox);
    }
  }

  private void connect() {
    if (mustWait()) {
      return;
    }
    ResumePoint from = session.point();
    if (from != null) {
      become(new ShardState.Resuming());
      open(session.url(from, identifies.info().url()));
      return;
    }
    become(new ShardState.Connecting());
    turn.await(() -> !stopped).onSuccess(this::openForIdentify).onFailure(this::refused);
  }

  private boolean mustWait() {
    Gateway.Obstacle obstacle = gateway.obstacle();
    if (obstacle != null) {
      disconnect(GatewayConnection.KEEP_SESSION);
      retryAfter(obstacle.pause(), obstacle.sentence());
    }
    return obstacle != null;
  }

  private void openForIdentify(boolean wanted) {
    if (wanted && !mustWait()) {
      open(identifies.info().url());
    }
  }

  private void refused(Throwable failure) {
    if (stopped) {
      return;
    }
    if (failure instanceof IdentifyBudgetExhaustedException exhausted) {
      Instant until = gateway.clock.instant().plus(exhausted.after());
      log.warn("identify budget exhausted").addKeyValue("until", until).log();
      become(new ShardState.Exhausted(until, exhausted.after()));
      retry.set(exhausted.after(), this::connect);
    } else {
      log.warn("could not prepare to identify").setCause(failure).log();
      comeBack("the bot could not prepare to identify");
    }
  }

  private void open(URI url) {
    var opened = new GatewayConnection(gateway, new Session());
    connection = opened;
    handshake.set(gateway.options.handshakeTimeout(), this::handshakeTimedOut);
    opened.open(url).onFailure(e -> notOpened(opened, url, e));
  }

  private void notOpened(GatewayConnection failed, URI url, Throwable cause) {
    if (connection == failed) {
      if (pace.isGood()) {
        log.warn("gateway not reached").addKeyValue("host", url.getHost()).log(cause.toString());
      }
      failed("the gateway could not be reached");
    }
  }

  private void handshakeTimedOut() {
    log.warn("gateway handshake timed out").log();
    failed("the gateway did not complete the handshake");
  }

  private void failed(String why) {
    trouble = why;
    comeBack(why);
  }

  /// What the current connection reports. A connection that was given up reports nothing more.
  private final class Session implements GatewayConnection.Owner {
    @Override
    public void payload(PayloadScanner payload) {
      switch (payload.op()) {
        case Opcode.DISPATCH -> dispatch(payload);
        case Opcode.HELLO -> hello();
        case Opcode.RECONNECT -> {
          log.info("reconnect").log();
          comeBack("Discord asked to reconnect");
        }
        case Opcode.INVALID_SESSION -> invalidSession(payload);
        default -> {}
      }
    }

    @Override
    public long lastSequence() {
      return session.lastSequence();
    }

    @Override
    public void acknowledged(long nanos) {
      pulse.acknowledged(nanos);
    }

    @Override
    public void ended(int closeCode, @Nullable String reason) {
      closed(closeCode, reason);
    }
  }

  private void hello() {
    GatewayConnection current = connection;
    if (current == null || mustWait()) {
      return;
    }
    ResumePoint from = session.point();
    if (from != null) {
      session.sent();
      current.greet(Opcode.RESUME, Handshake.resume(identity, from));
    } else if (turn.isHeld()) {
      current.greet(Opcode.IDENTIFY, Handshake.identify(identity, id));
      turn.use();
      pace.identified();
      gateway.identifies.increment();
      log.info("identify").log();
    }
  }

  private void dispatch(PayloadScanner payload) {
    String type = payload.type();
    if (type == null || payload.sequence() < 0) {
      throw new MalformedPayloadException("a dispatch without t or s");
    }
    pulse.heard();
    var dispatch = new Dispatch(type, payload.sequence(), payload.data());
    if (session.advance(dispatch, identifies.info().url(), secure)) {
      session.progressed();
      listener.dispatched(this, dispatch);
    } else {
      gateway.repeats.increment();
    }
    if (type.equals("READY") || type.equals("RESUMED")) {
      connected(type);
    }
    if (gateway.isOverloaded()) {
      log.warn("events arrive faster than they can be stored").log();
      connectAgain("events cannot be stored as fast as they arrive");
    }
  }

  private void connected(String how) {
    handshake.stop();
    pace.connected();
    session.connected();
    trouble = null;
    if (how.equals("RESUMED")) {
      gateway.resumes.increment();
    }
    log.info(how.equals("READY") ? "connected" : "resumed").log();
    become(new ShardState.Connected(gateway.clock.instant()));
    drain();
  }

  private void invalidSession(PayloadScanner payload) {
    boolean resumable = new String(payload.data(), StandardCharsets.US_ASCII).equals("true");
    log.info("invalid session").addKeyValue("resumable", resumable).log();
    trouble = "the gateway said that the session is invalid";
    boolean answered = session.point() != null && !resumable;
    if (!resumable) {
      session.set(null);
      listener.sessionEnded(this, state instanceof ShardState.Connected);
    }
    if (answered) {
      pace.answered(); // The gateway works; only the session is gone.
      connectAgain("Discord ended the session");
    } else {
      comeBack("Discord ended the session");
    }
  }

  private void closed(int code, @Nullable String said) {
    String reason = said == null ? "" : said.replace(identity.token().value(), "[REDACTED]");
    gateway.closed(code);
    listener.closed(this, code);
    trouble =
        "the gateway closed the connection with code %s%s"
            .formatted(code, reason.isEmpty() ? "" : ": " + reason);
    AfterClose next = AfterClose.of(code);
    if (next == AfterClose.RESUME && session.point() == null) {
      next = AfterClose.IDENTIFY;
    }
    log.closed(code, reason, next);
    switch (next) {
      case RESUME -> comeBack("the connection was lost");
      case IDENTIFY -> {
        session.set(null);
        comeBack("the session timed out");
      }
      case TOKEN_REJECTED -> doubtToken();
      case DISALLOWED_INTENTS, INVALID_INTENTS, RESHARD, UNSUPPORTED -> refusedForGood(next);
    }
  }

  private void refusedForGood(AfterClose because) {
    stopped = true;
    outbox.clear();
    session.set(null);
    disconnect(GatewayConnection.KEEP_SESSION);
    become(new ShardState.Stopped(because));
  }

  /// The gateway may err about a token, as a route of the REST API may. The bot's sessions end only
  /// when Discord confirms it.
  private void doubtToken() {
    disconnect(GatewayConnection.KEEP_SESSION);
    become(new ShardState.Waiting(gateway.clock.instant(), "the gateway did not accept the token"));
    listener
        .tokenHolds()
        .onComplete(asked -> {
          if (stopped) {
            return;
          }
          if (asked.succeeded() && !asked.result()) {
            refusedForGood(AfterClose.TOKEN_REJECTED);
          } else {
            comeBack("the gateway did not accept the token, but Discord's API has not rejected it");
          }
        });
  }

  /// Reconnects after a while: with the session if there is one, otherwise with a new one.
  private void comeBack(String why) {
    if (!(state instanceof ShardState.Connected)) {
      pace.failed();
      session.failed();
    }
    connectAgain(why);
  }

  private void connectAgain(String why) {
    disconnect(GatewayConnection.KEEP_SESSION);
    boolean goesOn = session.goesOn();
    if (!goesOn) {
      pace.sessionLost();
    }
    retryAfter(pace.pause(goesOn), why);
  }

  private void retryAfter(Duration pause, String why) {
    become(new ShardState.Waiting(gateway.clock.instant().plus(pause), why));
    retry.set(pause, this::connect);
  }

  /// Cleans up after the last attempt.
  private Future<Void> disconnect(int closeCode) {
    retry.stop();
    handshake.stop();
    pulse.disconnected();
    turn.giveBack();
    GatewayConnection last = connection;
    connection = null;
    return last == null ? Future.succeededFuture() : last.end(closeCode);
  }

  private void become(ShardState next) {
    if (!next.equals(state)) {
      state = next;
      listener.changed(this, next);
    }
  }
}
