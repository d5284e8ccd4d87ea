package dev.botswain.discord.rest;

import dev.botswain.time.Alarm;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.streams.ReadStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The body of an answer as it arrives, decompressed. The receiver must read it to its end or
/// [#close] it; otherwise the connection to Discord is never used again.
///
/// Confined to the event loop of the caller. Discord has a bounded time for each piece; while the
/// reader has paused the stream, no time is counted.
public final class BodyStream implements ReadStream<Buffer> {
  private final HttpClientResponse in;
  private final Alarm stalled;
  private final long patience;
  private final boolean reusable;
  private @Nullable TokenVeil veil;
  private @Nullable Handler<Buffer> reader;
  private @Nullable Handler<Throwable> failed;
  private @Nullable Throwable failure;
  private boolean over;
  private Runnable onOver = () -> {};

  /// @param in paused
  /// @param patience nanoseconds that each piece may take
  /// @param reusable whether the connection can take another request once the answer has come
  BodyStream(Vertx vertx, HttpClientResponse in, long patience, boolean reusable) {
    this.in = in;
    this.stalled = new Alarm(vertx);
    this.patience = patience;
    this.reusable = reusable;
    in.exceptionHandler(this::fail);
  }

  /// Passes every byte through a veil; must be called before the first one arrives.
  void through(TokenVeil what) {
    veil = what;
  }

  /// Sets an action for when nothing more arrives, however the stream ends.
  void onOver(Runnable action) {
    if (over) {
      action.run();
    } else {
      onOver = action;
    }
  }

  /// Whether it is already known that the rest will not arrive.
  public boolean isBroken() {
    return failure != null;
  }

  /// Aborts the answer, if it has not ended.
  public void close() {
    if (!over) {
      end();
      in.request().reset();
    }
  }

  @Override
  public BodyStream handler(@Nullable Handler<Buffer> handler) {
    reader = handler;
    in.handler(handler == null ? null : this::take);
    return this;
  }

  @Override
  public BodyStream endHandler(@Nullable Handler<Void> handler) {
    in.endHandler(_ -> {
      end();
      if (!reusable) {
        in.request().reset();
      }
      if (veil != null) {
        give(veil.end());
      }
      if (handler != null) {
        handler.handle(null);
      }
    });
    return this;
  }

  /// @param handler called if the rest of the answer does not arrive, or is already known not to
  @Override
  public BodyStream exceptionHandler(@Nullable Handler<Throwable> handler) {
    failed = handler;
    if (handler != null && failure != null) {
      handler.handle(failure);
    }
    return this;
  }

  @Override
  public BodyStream pause() {
    stalled.stop();
    in.pause();
    return this;
  }

  @Override
  public BodyStream resume() {
    return fetch(Long.MAX_VALUE);
  }

  @Override
  public BodyStream fetch(long amount) {
    if (!over) {
      if (!stalled.isSet()) {
        watch();
      }
      in.fetch(amount);
    }
    return this;
  }

  private void watch() {
    stalled.set(Duration.ofNanos(patience), () -> in.request().reset());
  }

  private void take(Buffer piece) {
    watch();
    give(veil == null ? piece : veil.pass(piece));
  }

  private void give(Buffer piece) {
    if (piece.length() == 0) {
      in.fetch(1);
    } else if (reader != null) {
      reader.handle(piece);
    }
  }

  private void fail(Throwable cause) {
    if (!over) {
      end();
      failure = cause;
      if (failed != null) {
        failed.handle(cause);
      }
    }
  }

  private void end() {
    if (!over) {
      over = true;
      stalled.stop();
      onOver.run();
    }
  }
}
