package dev.botswain.forward;

import dev.botswain.cluster.Peer;
import dev.botswain.http.HeaderNames;
import dev.botswain.http.Lag;
import dev.botswain.http.Passage;
import dev.botswain.http.Sought;
import dev.botswain.time.Ticker;
import dev.botswain.trace.Span;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A request on its way to one node, and the answer on its way back. Confined to the event loop of
/// its passage.
///
/// A body is not touched before the node wants it (`Expect: 100-continue`), so until then the
/// request can be sent to another one.
final class Attempt {
  private static final Buffer NOTHING = Buffer.buffer(0);
  private static final String EVENTS = "text/event-stream";

  private final Forward of;
  private final Sought sought;
  private final Passage passage;
  private final Peer peer;
  private final Consumer<End> onEnd;
  private final Context context = Objects.requireNonNull(Vertx.currentContext());
  private final long began = Ticker.system().nanos();
  private final Span span;
  private Runnable unwatch = () -> {};
  private @Nullable HttpClientRequest request;
  private boolean sentAll;
  private boolean bodyBegan;
  private boolean over;

  /// How it ended.
  enum End {
    /// The caller has the answer, or it is on its way to be read.
    ANSWERED,
    /// The bot does not live there.
    MISDIRECTED,
    /// Nothing was done: the node cannot be reached, or broke off before it took the body.
    UNREACHABLE,
    /// It broke off without an answer, and may have done what was asked.
    LOST,
    /// It broke off within its answer.
    BROKEN_OFF
  }

  Attempt(Forward of, Sought sought, Passage passage, Peer peer, Consumer<End> onEnd) {
    this.of = of;
    this.sought = sought;
    this.passage = passage;
    this.peer = peer;
    this.onEnd = onEnd;
    span = passage.span().child(Span.Kind.CLIENT, "forward");
  }

  void start() {
    var head = sought.request();
    of.nodes()
        .request(peer, head.method(), head.uri(), passage.hop())
        .onComplete(this::send, _ -> end(End.UNREACHABLE));
  }

  private void send(HttpClientRequest to) {
    if (over) {
      to.reset();
      return;
    }
    request = to;
    span.set("botswain.node", peer.id().toString());
    unwatch = of.links().opened(peer, () -> context.runOnContext(_ -> broken()));
    to.exceptionHandler(_ -> {}); // The answer's future fails too.
    HopHeaders.copy(sought.request().headers(), to.headers());
    to.putHeader(HeaderNames.REQUEST_ID, passage.requestId());
    continueTrace(to);
    if (passage.hop().secure()) {
      to.putHeader(HeaderNames.X_FORWARDED_PROTO, "https");
    }
    if (Tunnel.isAsked(sought.request())) {
      to.putHeader(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE);
      to.putHeader(HttpHeaders.UPGRADE, "websocket");
      to.connect().onComplete(this::answered, _ -> end(End.LOST));
      sentAll = true;
      return;
    }
    to.response().onComplete(this::answered, _ -> unanswered());
    sendBody(to);
  }

  private void continueTrace(HttpClientRequest to) {
    String parent = span.traceparent();
    if (parent != null) {
      to.putHeader(HeaderNames.TRACEPARENT, parent);
      String state = span.tracestate();
      if (state == null) {
        to.headers().remove(HeaderNames.TRACESTATE);
      } else {
        to.putHeader(HeaderNames.TRACESTATE, state);
      }
    }
  }

  private void sendBody(HttpClientRequest to) {
    Buffer whole = sought.body();
    if (whole != null) {
      sentAll = true;
      bodyBegan = true;
      to.headers().remove(HttpHeaders.CONTENT_LENGTH);
      to.end(whole);
    } else if (!passage.hasBody()) {
      sentAll = true;
      to.end();
    } else {
      to.putHeader(HttpHeaders.EXPECT, "100-continue");
      if (!to.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
        to.setChunked(true);
      }
      to.continueHandler(_ -> pumpBody(to));
      to.writeHead();
    }
  }

  private void pumpBody(HttpClientRequest to) {
    if (over || bodyBegan) {
      return;
    }
    bodyBegan = true;
    var from = passage.stream();
    from.exceptionHandler(_ -> to.reset());
    from.endHandler(_ -> {
      sentAll = true;
      if (!over) {
        to.end();
      }
    });
    from.handler(piece -> {
      if (!over) {
        to.write(piece);
        if (to.writeQueueFull()) {
          from.pause();
          to.drainHandler(_ -> from.resume());
        }
      }
    });
    from.resume();
  }

  private void unanswered() {
    end(passage.hasBody() && !bodyBegan ? End.UNREACHABLE : End.LOST);
  }

  private void answered(HttpClientResponse answer) {
    if (over) {
      answer.request().reset();
      return;
    }
    answer.exceptionHandler(_ -> {}); // Unless more is said below.
    HopReply reply = HopReply.of(answer.getHeader(HeaderNames.HOP));
    if (reply == null) {
      // A node with another name has not looked at it; anything else is no node.
      end(answer.statusCode() == 404 ? End.UNREACHABLE : End.LOST);
      return;
    }
    if (!reply.isHere()) {
      leave(End.MISDIRECTED);
      return;
    }
    of.metrics().added(Ticker.system().nanos() - began - reply.micros() * 1_000);
    passOn(answer, reply);
  }

  private void passOn(HttpClientResponse answer, HopReply reply) {
    var to = passage.passOn(answer.statusCode(), peer.id().toString(), reply.session());
    HopHeaders.copy(answer.headers(), to.headers());
    if (answer.statusCode() == 101) {
      unwatch.run();
      unwatch = new Tunnel(of, passage, peer).open(answer.netSocket(), to);
      over = true;
      tell(End.ANSWERED);
      return;
    }
    if (isBare(answer)) {
      if (answer.statusCode() == 204) {
        to.headers().remove(HttpHeaders.CONTENT_LENGTH);
      }
      leave(End.ANSWERED);
      passage.complete(NOTHING);
      return;
    }
    pump(answer, to);
  }

  /// Whether it has no body, whatever its head says (RFC 9112, 6.3).
  private boolean isBare(HttpClientResponse answer) {
    int status = answer.statusCode();
    return status == 204
        || status == 205
        || status == 304
        || sought.request().method() == HttpMethod.HEAD;
  }

  private void pump(HttpClientResponse from, HttpServerResponse to) {
    boolean isEvents = String.valueOf(from.getHeader(HttpHeaders.CONTENT_TYPE)).startsWith(EVENTS);
    boolean isWhole = to.headers().contains(HttpHeaders.CONTENT_LENGTH);
    to.setChunked(!isWhole);
    if (isEvents) {
      to.writeHead();
      passage.onStop(() -> finish(End.ANSWERED));
    }
    var lag = passage.lag();
    passage.onDone(lag::ends);
    from.exceptionHandler(_ -> {
      if (isEvents) {
        finish(End.BROKEN_OFF);
      } else {
        passage.breakOff();
        end(End.BROKEN_OFF);
      }
    });
    from.endHandler(_ -> {
      leave(End.ANSWERED);
      passage.complete(NOTHING);
    });
    from.handler(piece -> write(piece, from, to, lag));
  }

  private void write(Buffer piece, HttpClientResponse from, HttpServerResponse to, Lag lag) {
    if (over || passage.isDone() || to.closed()) {
      return;
    }
    to.write(piece);
    if (to.writeQueueFull()) {
      if (!lag.grows(piece.length())) {
        passage.cut();
        return;
      }
      from.pause();
      to.drainHandler(_ -> {
        lag.ends();
        from.resume();
      });
    }
  }

  /// A stream of events ends, whoever ended it: its reader comes back.
  private void finish(End end) {
    passage.complete(NOTHING);
    end(end);
  }

  /// The node is gone.
  private void broken() {
    if (!over && request != null) {
      request.reset();
    }
  }

  /// The caller has gone, or has its answer.
  void stop() {
    if (!over) {
      halt();
      span.end();
    }
  }

  private void halt() {
    over = true;
    unwatch.run();
    if (request != null) {
      request.reset();
    }
  }

  /// The connection can be used again, unless not everything was sent on it.
  private void leave(End end) {
    if (sentAll && !over) {
      over = true;
      unwatch.run();
      tell(end);
    } else {
      end(end);
    }
  }

  private void tell(End end) {
    if (end != End.ANSWERED) {
      span.failed(end.name().toLowerCase(Locale.ROOT));
    }
    span.end();
    onEnd.accept(end);
  }

  private void end(End end) {
    if (!over) {
      halt();
      tell(end);
    }
  }
}
