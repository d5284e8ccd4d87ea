package dev.botswain.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Stands between a peer's WebSocket frames and Vert.x, which answers every ping however many
/// answers are waiting, drops messages that are too long piece by piece forever, and lets a peer
/// that does not read wait for its close frame.
///
/// A ping whose pong could not be sent at once stays unanswered: a pong for the newest ping is
/// enough ([RFC 6455, section 5.5.3](https://www.rfc-editor.org/rfc/rfc6455#section-5.5.3)).
///
/// Confined to the event loop of its socket.
public final class SocketGuard extends ChannelInboundHandlerAdapter {
  /// How long a peer may take to close after our close frame.
  private static final long GOODBYE_SECONDS = 4;

  private final int longest;
  private final Runnable tooLong;
  private @Nullable ChannelHandlerContext place;
  private long length;
  private boolean parting;

  private SocketGuard(int longest, Runnable tooLong) {
    this.longest = longest;
    this.tooLong = tooLong;
  }

  /// @param longest the most bytes of a message, however it is split into frames
  /// @param tooLong what to do with a longer one, once; it should [#close] the socket
  static void put(ServerWebSocket socket, int longest, Runnable tooLong) {
    var vertx = ((WebSocketInternal) socket).channelHandlerContext();
    vertx.pipeline().addBefore(vertx.name(), null, new SocketGuard(longest, tooLong));
  }

  /// Closes a socket. From then on only the peer's close frame is accepted; a peer that does not
  /// send it within four seconds is disconnected, even if it never reads ours.
  public static void close(ServerWebSocket socket, short code, String reason) {
    var guard = of(socket);
    if (guard != null) {
      guard.part();
    }
    socket.close(code, reason);
  }

  /// Aborts the connection, whatever was written and not read.
  public static void cut(ServerWebSocket socket) {
    var guard = of(socket);
    if (guard != null) {
      guard.breakOff();
    }
  }

  private static @Nullable SocketGuard of(ServerWebSocket socket) {
    return ((WebSocketInternal) socket).channelHandlerContext().pipeline().get(SocketGuard.class);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    place = context;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof WebSocketFrame frame && !mayPass(context, frame)) {
      frame.release();
    } else {
      context.fireChannelRead(message);
    }
  }

  private boolean mayPass(ChannelHandlerContext context, WebSocketFrame frame) {
    return switch (frame) {
      case CloseWebSocketFrame _ -> true;
      case PingWebSocketFrame _ -> !parting && context.channel().isWritable();
      case PongWebSocketFrame _ -> !parting;
      default -> !parting && isShort(frame);
    };
  }

  /// Empty frames count too; otherwise there could be any number of them.
  private boolean isShort(WebSocketFrame frame) {
    length += Math.max(1, frame.content().readableBytes());
    if (length > longest) {
      tooLong.run();
      return false;
    }
    if (frame.isFinalFragment()) {
      length = 0;
    }
    return true;
  }

  /// Invalid WebSocket data: the decoder sends the close frame itself.
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
    part();
    context.fireExceptionCaught(failure);
  }

  private void part() {
    var here = place;
    if (!parting && here != null) {
      parting = true;
      here.executor().schedule(this::breakOff, GOODBYE_SECONDS, TimeUnit.SECONDS);
    }
  }

  /// From here, because Vert.x's own close waits until everything is written.
  private void breakOff() {
    if (place != null) {
      place.close();
    }
  }
}
