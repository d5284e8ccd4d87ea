package dev.botswain.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SslHandler;
import org.jspecify.annotations.Nullable;

/// Passes arrived bytes to the decoder in small pieces, and none while the connection is paused.
/// Otherwise requests behind one in progress, or chunks of a body that is not read yet, would wait
/// decoded, in thirty times the memory of their bytes.
///
/// Confined to the event loop of its channel.
final class Sips extends ChannelDuplexHandler {
  /// Bytes that are decoded at a time.
  private static final int SIP = 1_024;

  private @Nullable ByteBuf undecoded;
  private boolean pouring;

  private Sips() {}

  /// To be called before anything was read.
  ///
  /// @param tls what decrypts, null for a plain connection
  static void put(Channel channel, @Nullable SslHandler tls) {
    if (tls == null) {
      channel.pipeline().addFirst(new Sips());
    } else {
      channel.pipeline().addAfter(channel.pipeline().context(tls).name(), null, new Sips());
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof ByteBuf bytes) {
      undecoded = undecoded == null ? bytes : Unpooled.wrappedBuffer(undecoded, bytes);
      pour(context);
    } else {
      context.fireChannelRead(message);
    }
  }

  /// More was requested: first from what is here.
  @Override
  public void read(ChannelHandlerContext context) {
    if (undecoded == null) {
      context.read();
    } else if (!pouring) {
      context.executor().execute(() -> pourOn(context));
    }
  }

  private void pourOn(ChannelHandlerContext context) {
    if (undecoded != null) {
      pour(context);
      context.fireChannelReadComplete();
      if (undecoded == null && context.channel().config().isAutoRead()) {
        context.read();
      }
    }
  }

  private void pour(ChannelHandlerContext context) {
    if (pouring) {
      return;
    }
    pouring = true;
    try {
      for (var bytes = undecoded; bytes != null && isWanted(context); bytes = undecoded) {
        if (bytes.readableBytes() <= SIP) {
          undecoded = null;
          context.fireChannelRead(bytes);
        } else {
          context.fireChannelRead(bytes.readRetainedSlice(SIP));
          context.fireChannelReadComplete(); // Only then does a connection stop reading.
        }
      }
    } finally {
      pouring = false;
    }
  }

  private static boolean isWanted(ChannelHandlerContext context) {
    return context.channel().config().isAutoRead();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    drop();
    context.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    drop();
  }

  private void drop() {
    if (undecoded != null) {
      undecoded.release();
      undecoded = null;
    }
  }
}
