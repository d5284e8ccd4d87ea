package dev.botswain.discord.gateway;

import dev.botswain.time.Alarm;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.net.NetSocketInternal;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A WebSocket to the gateway (RFC 6455). It connects to any address of the host that accepts
/// connections, which Vert.x's own client does not support; Netty reads and writes the frames.
///
/// Confined to the event loop on which it is opened.
final class GatewaySocket {
  static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  /// How long the other end has for its close frame.
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

  private static final int MAX_FRAME = 16 << 20;
  private static final int LONGEST_LINE = 4 << 10;
  private static final int LONGEST_HEAD = 16 << 10;
  private static final int LONGEST_REFUSAL = 64 << 10;

  /// The code for a close frame without a code:
  /// <https://www.rfc-editor.org/rfc/rfc6455#section-7.1.5>.
  private static final int NO_CODE = 1005;

  private final Gateway gateway;
  private final Listener listener;
  private final Alarm patience;
  private final Promise<Void> opened = Promise.promise();
  private @Nullable NetSocketInternal line;
  private @Nullable WebSocketClientHandshaker handshaker;
  private boolean closing;
  private boolean over;

  /// Receives what arrives once the socket is open. Nothing follows after an end.
  interface Listener {
    /// Part of a message.
    ///
    /// @param text whether a text message begins here
    /// @param last whether it ends here
    void frame(Buffer bytes, boolean text, boolean last);

    /// The other end has closed.
    void closed(int code, @Nullable String reason);

    /// The received bytes are not valid WebSocket frames.
    void failed(Throwable cause);
  }

  GatewaySocket(Gateway gateway, Listener listener) {
    this.gateway = gateway;
    this.listener = listener;
    this.patience = new Alarm(gateway.vertx);
  }

  /// Connects and opens the socket. Must be called only once.
  ///
  /// @return fails if that did not work; the listener is not called then
  Future<Void> open(URI url) {
    return gateway
        .connect(url)
        .compose(connected -> shakeHands((NetSocketInternal) connected, url));
  }

  private Future<Void> shakeHands(NetSocketInternal connected, URI url) {
    line = connected;
    var here = connected.channelHandlerContext();
    here.pipeline()
        .addBefore(
            here.name(), "http", new HttpClientCodec(LONGEST_LINE, LONGEST_HEAD, LONGEST_HEAD))
        .addBefore(here.name(), "whole", new HttpObjectAggregator(LONGEST_REFUSAL));
    connected.messageHandler(this::take);
    connected.exceptionHandler(this::fail);
    connected.closeHandler(_ -> lineClosed());
    patience.set(
        CONNECT_TIMEOUT,
        () -> {
          opened.tryFail(new IOException("the WebSocket was not opened in time"));
          cut();
        });
    handshaker =
        WebSocketClientHandshakerFactory.newHandshaker(
            url.resolve(GatewayUrl.requestUri(url, gateway.options.compression())),
            WebSocketVersion.V13,
            null,
            false,
            new DefaultHttpHeaders().set(HttpHeaderNames.USER_AGENT, gateway.options.userAgent()),
            MAX_FRAME,
            true,
            false,
            CLOSE_TIMEOUT.toMillis(),
            false,
            false); // No Origin: this is not a page in a browser.
    handshaker.handshake(here.channel());
    return opened.future();
  }

  private void take(Object message) {
    try {
      if (message instanceof FullHttpResponse response && handshaker != null && line != null) {
        handshaker.finishHandshake(line.channelHandlerContext().channel(), response);
        patience.stop();
        opened.tryComplete();
      } else if (message instanceof WebSocketFrame frame && !over) {
        take(frame);
      }
    } catch (RuntimeException notAWebSocket) {
      fail(notAWebSocket);
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void take(WebSocketFrame frame) {
    switch (frame) {
      case PingWebSocketFrame ping -> answer(ping);
      case PongWebSocketFrame _ -> {}
      case CloseWebSocketFrame close -> closed(close);
      default ->
          listener.frame(
              Buffer.buffer(ByteBufUtil.getBytes(frame.content())),
              frame instanceof TextWebSocketFrame,
              frame.isFinalFragment());
    }
  }

  /// Unless the other end does not read the answers that it asks for.
  private void answer(PingWebSocketFrame ping) {
    if (line != null && !line.writeQueueFull()) {
      write(new PongWebSocketFrame(ping.content().copy()));
    }
  }

  /// RFC 6455 (section 7.1.1) lets the server close the connection after both close frames. A
  /// server that does not is not waited for.
  private void closed(CloseWebSocketFrame close) {
    var heard = over;
    over = true;
    int code = close.statusCode();
    if (!closing) {
      closing = true;
      write(code < 0 ? new CloseWebSocketFrame() : new CloseWebSocketFrame(code, ""))
          .onComplete(_ -> cut());
    } else {
      cut();
    }
    if (!heard) {
      listener.closed(code < 0 ? NO_CODE : code, close.reasonText());
    }
  }

  /// Sends a text message.
  void send(String text) {
    write(new TextWebSocketFrame(text));
  }

  /// Sends a close frame, and closes the connection when the other end has answered, or after a
  /// while. The listener gets no more calls.
  ///
  /// @return succeeds when the frame is sent
  Future<Void> close(int code) {
    over = true;
    if (closing || line == null) {
      return Future.succeededFuture();
    }
    closing = true;
    patience.set(CLOSE_TIMEOUT, this::cut);
    return write(new CloseWebSocketFrame(code, "")).otherwiseEmpty();
  }

  private Future<Void> write(WebSocketFrame frame) {
    if (line == null) {
      ReferenceCountUtil.release(frame);
      return Future.failedFuture("not open");
    }
    return line.writeMessage(frame);
  }

  private void lineClosed() {
    patience.stop();
    opened.tryFail(new IOException("the connection was closed before the WebSocket was open"));
    if (!over) {
      over = true;
      listener.closed(AfterClose.ABNORMAL, null);
    }
  }

  private void fail(Throwable cause) {
    if (opened.tryFail(cause)) {
      over = true;
      cut();
    } else if (!over) {
      listener.failed(cause);
    }
  }

  /// The socket's own close would wait until everything that was written is read.
  private void cut() {
    patience.stop();
    if (line != null) {
      line.channelHandlerContext().close();
    }
  }
}
