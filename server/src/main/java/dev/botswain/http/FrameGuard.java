package dev.botswain.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;

/// Closes an HTTP/2 connection whose peer sends frames that bring nothing: a hundred a second, and
/// a thousand at once, are what honest clients need. It counts PING, SETTINGS, PRIORITY, frames of
/// types that nobody knows, and DATA of a few bytes, each of which takes a hundred times its bytes
/// while it waits for a reader. Netty bounds the others: the fragments of a header section, empty
/// DATA, and RST_STREAM (see [Http2]).
///
/// It stands behind the TLS handler from the beginning, because it must see all frames, and leaves
/// if the handshake agrees on HTTP/1.1. Confined to the event loop of its channel.
final class FrameGuard extends ChannelInboundHandlerAdapter {
  private static final int AT_ONCE = 1_000;
  private static final int EACH_SECOND = 100;

  /// Shorter DATA brings nothing, unless it is the last of its request.
  private static final int FEW_BYTES = 64;

  private static final int PREFACE = 24;
  private static final int HEADER = 9;
  private static final int END_STREAM = 1;
  private static final double SECOND = 1e9;

  private final SslHandler tls;
  private final byte[] header = new byte[HEADER];
  private int inHeader;
  private int toSkip = PREFACE;
  private double allowed = AT_ONCE;
  private long since = System.nanoTime();
  private boolean exceeded;

  FrameGuard(SslHandler tls) {
    this.tls = tls;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof SslHandshakeCompletionEvent && !"h2".equals(tls.applicationProtocol())) {
      context.pipeline().remove(this);
    }
    context.fireUserEventTriggered(event);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!exceeded && message instanceof ByteBuf bytes) {
      scan(bytes);
      if (exceeded) {
        context.fireExceptionCaught(
            Http2Exception.connectionError(
                Http2Error.ENHANCE_YOUR_CALM, "too many frames that bring nothing"));
      }
    }
    if (exceeded) {
      ReferenceCountUtil.release(message);
    } else {
      context.fireChannelRead(message);
    }
  }

  private void scan(ByteBuf bytes) {
    int at = bytes.readerIndex();
    while (at < bytes.writerIndex() && !exceeded) {
      if (toSkip > 0) {
        int skipped = Math.min(toSkip, bytes.writerIndex() - at);
        at += skipped;
        toSkip -= skipped;
      } else {
        header[inHeader++] = bytes.getByte(at++);
        if (inHeader == HEADER) {
          inHeader = 0;
          frame();
        }
      }
    }
  }

  /// RFC 9113, 4.1.
  private void frame() {
    int length = (header[0] & 0xff) << 16 | (header[1] & 0xff) << 8 | header[2] & 0xff;
    toSkip = length;
    boolean bringsNothing =
        switch (header[3]) {
          case 0 -> length < FEW_BYTES && (header[4] & END_STREAM) == 0;
          case 1, 3, 7, 8, 9 -> false; // HEADERS, RST_STREAM, GOAWAY, WINDOW_UPDATE, CONTINUATION
          default -> true;
        };
    if (bringsNothing) {
      long now = System.nanoTime();
      allowed = Math.min(AT_ONCE, allowed + (now - since) / SECOND * EACH_SECOND) - 1;
      since = now;
      exceeded = allowed < 0;
    }
  }
}
