package dev.botswain.relay.rest;

import dev.botswain.discord.rest.BodyStream;
import dev.botswain.discord.rest.RateLimitedException;
import dev.botswain.discord.rest.RestBody;
import dev.botswain.discord.rest.RestCall;
import dev.botswain.discord.rest.RestQueue;
import dev.botswain.discord.rest.RestRequest;
import dev.botswain.discord.rest.RestResponse;
import dev.botswain.error.ApiError;
import dev.botswain.error.RequestRefusedException;
import dev.botswain.http.Passage;
import dev.botswain.relay.AwaitedEvent;
import dev.botswain.relay.RestErrors;
import dev.botswain.trace.CurrentSpan;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One request on its way to Discord and its answer on the way back. Confined to the event loop of
/// its passage.
final class RestTransfer {
  /// A body that is declared to be at most this long is read before its turn comes, so that it can
  /// be sent again after a 429. Longer ones stay in the caller's socket.
  private static final int SHORT = 64 << 10;

  private static final Buffer NOTHING = Buffer.buffer(0);

  private final Passage passage;
  private final RestQueue queue;
  private final String standIn;
  private final Clock clock;
  private final @Nullable StrangersQueue strangers;
  private final Supplier<@Nullable AwaitedEvent> expected;
  private RelayAudit audit = RelayAudit.NONE;
  private Runnable taken = () -> {};
  private @Nullable AwaitedEvent event;
  private @Nullable RestCall call;
  private @Nullable BodyStream answer;

  /// @param standIn replaces the bot's token for callers
  /// @param strangers whose places it needs, if it comes without a session
  /// @param expected makes the caused event awaited, when the request is about to be sent; null for
  ///   none
  RestTransfer(
      Passage passage,
      RestQueue queue,
      String standIn,
      Clock clock,
      @Nullable StrangersQueue strangers,
      Supplier<@Nullable AwaitedEvent> expected) {
    this.passage = passage;
    this.queue = queue;
    this.standIn = standIn;
    this.clock = clock;
    this.strangers = strangers;
    this.expected = expected;
  }

  /// @param action runs once Discord has done what was asked
  RestTransfer whenTaken(Runnable action) {
    taken = action;
    return this;
  }

  /// @param target the request to Discord, without headers and body
  /// @param rule checks the body; null if it may be anything
  /// @param recorded must be stored before Discord is asked
  void start(RestRequest target, @Nullable PlacedBody rule, RelayAudit recorded) {
    audit = recorded;
    try {
      start(target, rule);
    } catch (RequestRefusedException refusal) {
      audit.failed(refusal, refusal.error().code());
      throw refusal;
    }
  }

  private void start(RestRequest target, @Nullable PlacedBody rule) {
    var headers = RestHeaders.toDiscord(passage.request().headers());
    var request = withHeaders(target, headers);
    var length = passage.hasBody() ? length() : 0;
    passage.onDone(this::stop);
    if (!passage.hasBody()) {
      send(request);
    } else if (rule != null) {
      rule.requireJson(headers);
      passage.body(PlacedBody.LARGEST, bytes -> sendHeldTo(rule, request, bytes));
    } else if (length >= 0 && length <= SHORT) {
      passage.body(SHORT, bytes -> sendWhole(request, bytes));
    } else {
      if (strangers != null) {
        strangers.upload(passage);
      }
      send(request.body(new RestBody.Streamed(passage.stream(), length)));
    }
  }

  private static RestRequest withHeaders(
      RestRequest target, List<Map.Entry<String, String>> headers) {
    try {
      return target.headers(headers);
    } catch (IllegalArgumentException notHeaders) {
      throw ApiError.MALFORMED_REQUEST.refusal();
    }
  }

  private void sendHeldTo(PlacedBody rule, RestRequest request, Buffer bytes) {
    try {
      rule.check(bytes);
    } catch (RequestRefusedException refusal) {
      audit.failed(refusal, refusal.error().code());
      passage.refuse(refusal);
      return;
    }
    sendWhole(request, bytes);
  }

  private void sendWhole(RestRequest request, Buffer bytes) {
    var isSafe =
        request.method() == HttpMethod.POST
            && request.path().endsWith("/messages")
            && EnforcedNonce.isIn(bytes);
    send(request.body(new RestBody.Whole(bytes)).repeatable(isSafe || request.repeatable()));
  }

  private void send(RestRequest request) {
    audit.whenBegun(
        () -> {
          if (!passage.isDone()) {
            sendNow(request);
          }
        },
        passage::refuse);
  }

  private void sendNow(RestRequest request) {
    event = expected.get();
    var sent = CurrentSpan.get(passage.span(), () -> queue.stream(request, standIn));
    call = sent;
    sent.answer()
        .onComplete(
            response -> {
              call = null;
              audit.answered(response.status());
              if (response.isSuccess()) {
                taken.run();
              }
              if (sent.wasSent()) {
                tellOfRefusal(response.status());
              }
              answered(response, sent.waited());
            },
            failure -> {
              call = null;
              audit.failed(failure, passage.refusal(failure).error().code());
              failed(failure, sent.waited());
            });
  }

  private void failed(Throwable failure, Duration waited) {
    switch (failure) {
      case RateLimitedException limited ->
          passage.send(
              RestErrors.limited(limited, clock)
                  .with(RestHeaders.QUEUED, Long.toString(waited.toMillis())));
      default -> passage.refuse(failure);
    }
  }

  /// Including 404, the answer to attempts with webhooks that do not exist.
  private void tellOfRefusal(int status) {
    if (status == 401 || status == 403 || status == 404 || status == 429) {
      passage.discordRefused();
    }
  }

  private void answered(RestResponse response, Duration waited) {
    answer = response.stream();
    if (event == null || !response.isSuccess()) {
      passOn(response, waited, NOTHING);
    } else if (answer == null) {
      event.whenHanded(response.body().getBytes(), () -> passOn(response, waited, NOTHING));
    } else {
      collect(event, answer, response, waited);
    }
  }

  /// Collects what arrives of an answer before it is known to be short, so that all of it is in
  /// memory while its event is waited for, and its connection is free for others.
  private void collect(
      AwaitedEvent awaited, BodyStream from, RestResponse response, Duration waited) {
    var begun = Buffer.buffer();
    from.exceptionHandler(_ -> passage.refuse(ApiError.DISCORD_UNREACHABLE.refusal()));
    from.endHandler(_ -> {
      var whole = new RestResponse(response.status(), response.headers(), begun);
      awaited.whenHanded(begun.getBytes(), () -> passOn(whole, waited, NOTHING));
    });
    from.handler(piece -> {
      begun.appendBuffer(piece);
      if (begun.length() > SHORT) {
        from.pause();
        passOn(response, waited, begun);
      }
    });
    from.resume();
  }

  /// @param begun what was read of the answer's stream
  private void passOn(RestResponse response, Duration waited, Buffer begun) {
    try {
      tryToPassOn(response, waited, begun);
    } catch (RuntimeException unfit) {
      // Whatever Discord answered, the waiting caller gets an answer.
      var to = passage.request().response();
      if (!to.headWritten()) {
        to.headers().clear();
      }
      passage.refuse(unfit);
    }
  }

  private void tryToPassOn(RestResponse response, Duration waited, Buffer begun) {
    var stream = response.stream();
    if (passage.isDone()) {
      stop();
    } else if (stream != null && stream.isBroken()) {
      passage.refuse(ApiError.DISCORD_UNREACHABLE.refusal());
    } else if (RestHeaders.isCoded(response.headers())) {
      passage.refuse(ApiError.DISCORD_FAILED.refusal());
    } else {
      var to = passage.begin(response.status());
      RestHeaders.toCaller(response.headers(), to.headers());
      to.headers().set(RestHeaders.QUEUED, Long.toString(waited.toMillis()));
      if (response.status() == 204 || response.status() == 205) {
        to.headers().remove(HttpHeaders.CONTENT_LENGTH);
        passage.complete(Buffer.buffer(0));
      } else if (stream == null) {
        passage.complete(response.body());
      } else {
        pump(stream, to, begun);
      }
    }
  }

  private void pump(BodyStream from, HttpServerResponse to, Buffer begun) {
    from.exceptionHandler(_ -> passage.breakOff());
    from.endHandler(_ -> passage.complete(Buffer.buffer(0)));
    Handler<Buffer> write =
        piece -> {
          if (!to.headWritten()) {
            to.setChunked(!to.headers().contains(HttpHeaders.CONTENT_LENGTH));
          }
          to.write(piece);
          if (to.writeQueueFull()) {
            from.pause();
            to.drainHandler(_ -> from.resume());
          }
        };
    from.handler(write);
    from.resume();
    if (begun.length() > 0) {
      write.handle(begun);
    }
  }

  /// The caller has its answer, or has gone.
  private void stop() {
    audit.left(call != null);
    if (event != null) {
      event.close();
    }
    if (call != null) {
      call.cancel();
    }
    if (answer != null) {
      answer.close();
    }
  }

  /// -1 if it is not declared.
  private long length() {
    var length = passage.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null ? -1 : Long.parseLong(length);
  }
}
