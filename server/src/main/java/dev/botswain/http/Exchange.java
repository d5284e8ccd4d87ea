package dev.botswain.http;

import dev.botswain.error.ApiError;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One request and its one answer. Confined to its event loop.
public final class Exchange {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

  /// Answers up to this size are not counted, because connections are; over HTTP/2 a connection has
  /// many, so there they are. Neither are answers that are kept for many callers.
  private static final int SHORT = 16 << 10;

  private static final long NEVER = Long.MAX_VALUE;

  private final Loop loop;
  private final Shared shared;
  private final Peer peer;
  private final Peer.Rest rest;
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final ExchangeRecord account;
  private final ExchangeConnection carrier;
  private RateLimit.@Nullable State rate;
  private final @Nullable IncomingBody body;
  private boolean isPlain;
  private boolean done;
  private @Nullable Upload upload;
  private Runnable onDone = () -> {};

  /// @param hop null if it comes from its caller
  Exchange(
      Loop loop,
      Shared shared,
      Peer peer,
      HttpServerRequest request,
      long startNanos,
      @Nullable Hop hop) {
    this.loop = loop;
    this.shared = shared;
    this.peer = peer;
    rest = peer.rest();
    this.request = request;
    response = request.response();
    account = new ExchangeRecord(request, peer.address(), shared, startNanos);
    carrier = new ExchangeConnection(request, peer, hop);
    if (hop != null) {
      account.passedOn(hop.address());
    }
    body = IncomingBody.isAnnounced(request) ? new IncomingBody(this) : null;
  }

  Loop loop() {
    return loop;
  }

  Shared shared() {
    return shared;
  }

  /// Counts what waits for this caller while it reads events and does not keep up.
  public Lag lag() {
    return new Lag(shared.memory().answers(), tenant());
  }

  /// Nothing yet of the memory for this caller's answers.
  public Memory.Held answers() {
    return new Memory.Held(shared.memory().answers(), tenant());
  }

  public HttpServerRequest request() {
    return request;
  }

  /// Something was started on it that has no end of its own.
  public void opened(Ending ending) {
    loop.opened(ending);
  }

  public void closed(Ending ending) {
    loop.closed(ending);
  }

  /// Browsers open WebSockets for any page, and leave it to the server to refuse.
  ///
  /// @throws RequestRefusedException if the calling page is not allowed
  public void requireAllowedOrigin() {
    shared.cors().requireAllowed(request.getHeader(HttpHeaders.ORIGIN));
  }

  String requestId() {
    return account.requestId();
  }

  String address() {
    return account.address();
  }

  Peer peer() {
    return peer;
  }

  /// The rest of the request.
  Peer.Rest rest() {
    return rest;
  }

  /// What carries it.
  ExchangeConnection carrier() {
    return carrier;
  }

  /// What the log and the metrics say of it.
  ExchangeRecord account() {
    return account;
  }

  /// @param secret whether not even the length of the answer may reveal anything
  void endpoint(boolean secret, RequestMetrics.Timers timers) {
    isPlain = secret;
    account.timed(timers);
  }

  /// It is for a mount, not for an operation.
  void mount(Idiom to, RequestMetrics.Timers timers) {
    isPlain = true;
    account.mount(to);
    account.timed(timers);
  }

  void caller(Caller session) {
    account.caller(session);
    peer.known();
  }

  @Nullable Caller caller() {
    return account.caller();
  }

  /// Whose share of bounded resources is counted.
  public String tenant() {
    return account.tenant();
  }

  /// @param now the state of the caller's limit, null if there is none
  /// @throws RequestRefusedException if the caller calls too often
  void admit(RateLimit.@Nullable State now) {
    rate = now;
    if (now != null && now.exceeded()) {
      throw now.refusal();
    }
  }

  /// Adds an action for the end of the request, however it ends.
  public void onDone(Runnable action) {
    var before = onDone;
    onDone =
        () -> {
          before.run();
          action.run();
        };
  }

  /// The files of the body.
  void upload(@Nullable Upload files) {
    upload = files;
  }

  @Nullable Upload upload() {
    return upload;
  }

  boolean isDone() {
    return done;
  }

  /// The rest of the request after the head, or null.
  @Nullable IncomingBody body() {
    return body;
  }

  /// Answers with an error.
  public void refuse(Throwable failure) {
    if (done) {
      return;
    }
    if (response.headWritten()) {
      breakOff();
      return;
    }
    var refusal = shared.failures().refusal(failure);
    account.refused(refusal);
    switch (refusal.error()) {
      case INTERNAL_ERROR -> account.failed(LOG.atError().setCause(failure));
      case DISCORD_FAILED, DISCORD_UNREACHABLE, TIMED_OUT ->
          account.failed(LOG.atWarn().addKeyValue("because", shared.failures().logged(failure)));
      default -> {}
    }
    if (refusal.error() == ApiError.STOPPING) {
      carrier.sendAway();
    } else if (isUnread()) {
      carrier.last();
    }
    send(account.answer(refusal));
  }

  /// Answers, if there is no answer yet, in the form that suits the caller.
  public void send(Answer answer) {
    if (isPlain) {
      write(answer);
    } else {
      shared.gzip().suit(answer, request, loop, this::write);
    }
  }

  private void write(Answer answer) {
    if (done) {
      return;
    }
    if (response.closed()) {
      abandoned();
      return;
    }
    int status = AnswerHead.isKnownToCaller(answer, request) ? 304 : answer.status();
    boolean bodiless = status == 304 || request.method() == HttpMethod.HEAD;
    boolean isCounted =
        !bodiless
            && answer.etag() == null
            && (carrier.isStream() || answer.body().length() > SHORT);
    var unread = isCounted ? unread(answer.body().length()) : null;
    if (isCounted && unread == null) {
      refuse(Memory.full());
      return;
    }
    try {
      response.setStatusCode(status);
      head(answer, status);
    } catch (IllegalArgumentException notAHeader) {
      if (unread != null) {
        unread.giveBack();
      }
      response.headers().clear();
      refuse(notAHeader);
      return;
    }
    // Before the answer is written, because writing it triggers the connection's next request.
    finish(status);
    var written = bodiless ? response.end() : response.end(answer.body());
    if (unread != null) {
      written.onComplete(_ -> unread.giveBack());
    }
    leave(written);
  }

  /// @throws IllegalArgumentException if a header of the answer is not valid
  private void head(Answer answer, int status) {
    var facts =
        new AnswerHead.Facts(
            request, requestId(), loop.date(), rate, shared.cors(), carrier.closes());
    AnswerHead.write(response.headers(), answer, status, facts);
    account.tell(response);
  }

  /// Room for an answer until it has been sent; null if there is none. An answer that is larger
  /// than a whole share takes the whole share.
  private Memory.@Nullable Held unread(long bytes) {
    var answers = shared.memory().answers();
    var held = new Memory.Held(answers, tenant());
    return held.more(Math.min(bytes, answers.share())) ? held : null;
  }

  private boolean isUnread() {
    return body != null && !body.isRead();
  }

  private void leave(Future<Void> written) {
    carrier.leave(written, body != null && !body.isRead() ? body::dropThenClose : null);
  }

  /// Answers with a stream. The head is sent at once.
  ///
  /// @param head without a body
  /// @return null if the caller is gone already, or requested only the head
  public @Nullable AnswerStream stream(Answer head) {
    if (response.closed()) {
      abandoned();
      return null;
    }
    response.setStatusCode(head.status());
    head(head, head.status());
    if (request.method() == HttpMethod.HEAD) {
      finish(head.status());
      response.end();
      return null;
    }
    response.setChunked(true);
    var stream = new AnswerStream(this, response);
    loop.opened(stream);
    return stream;
  }

  /// Upgrades the connection to a WebSocket (RFC 6455).
  ///
  /// @param longest the most bytes of a message of the caller
  /// @param tooLong closes the socket of a caller that sends a longer one
  public Future<ServerWebSocket> upgrade(int longest, Consumer<ServerWebSocket> tooLong) {
    account.tell(response);
    return request
        .toWebSocket()
        .onSuccess(socket -> {
          SocketGuard.put(socket, longest, () -> tooLong.accept(socket));
          socket.closeHandler(_ -> ended(101));
          left();
        });
  }

  /// The connection sends no more requests.
  void left() {
    loop.connections().upgraded(request.connection());
    rest.await(NEVER, () -> {}); // For a session to be named on it.
  }

  /// A streamed answer is over.
  public void ended(int status) {
    if (!done) {
      finish(status);
    }
  }

  /// Begins an answer that other code writes, and that must be ended by [#complete] or [#breakOff].
  HttpServerResponse begin(int status) {
    passOn(status).headers().set(RequestIds.HEADER, requestId());
    shared.cors().allow(request.getHeader(HttpHeaders.ORIGIN), response.headers());
    account.tell(response);
    return response;
  }

  /// Begins an answer of another server, which has all headers but those of the connection.
  HttpServerResponse passOn(int status) {
    if (isUnread()) {
      carrier.last();
    }
    response.setStatusCode(status);
    if (carrier.closes()) {
      response.headers().set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    return response;
  }

  /// @param rest the part of it that is not written yet
  void complete(Buffer rest) {
    if (!done) {
      finish(response.getStatusCode());
      leave(rest.length() == 0 ? response.end() : response.end(rest));
    }
  }

  /// The rest of it will not come.
  void breakOff() {
    if (!done) {
      finish(502);
      carrier.breakOff();
    }
  }

  /// The caller disconnected.
  public void abandoned() {
    if (!done) {
      finish(ExchangeRecord.ABANDONED);
    }
  }

  private void finish(int status) {
    done = true;
    long now = System.nanoTime();
    rest.arrives();
    peer.ends(carrier.isStream());
    loop.connections().answered(request.connection(), now);
    if (carrier.closes()) {
      peer.close();
    }
    account.ended(status, now);
    onDone.run();
    loop.finished();
  }
}
