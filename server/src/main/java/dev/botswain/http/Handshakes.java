package dev.botswain.http;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.DelegatingSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.spi.tls.DefaultSslContextFactory;
import io.vertx.core.spi.tls.SslContextFactory;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/// TLS of the JDK, with bounds for who has only connected: Vert.x shows a connection after its
/// handshake, and one over HTTP/2 only after the client's first frame. Here it is counted when it
/// arrives, as without TLS, and aborted if it takes too long to get as far as HTTP.
///
/// The arithmetic of handshakes runs on worker threads, not on event loops.
final class Handshakes extends JdkSSLEngineOptions {
  private final ClientAddress addresses;
  private final Door door;
  private final long withinNanos;

  /// @param withinNanos how long it may take from the connection to HTTP
  Handshakes(ClientAddress addresses, Door door, long withinNanos) {
    this.addresses = addresses;
    this.door = door;
    this.withinNanos = withinNanos;
    setUseWorkerThread(true);
  }

  @Override
  public JdkSSLEngineOptions copy() {
    return this;
  }

  @Override
  public SslContextFactory sslContextFactory() {
    return new DefaultSslContextFactory(SslProvider.JDK, false) {
      @Override
      public SslContext create() throws SSLException {
        return new Counting(super.create());
      }
    };
  }

  private final class Counting extends DelegatingSslContext {
    Counting(SslContext context) {
      super(context);
    }

    @Override
    protected void initEngine(SSLEngine engine) {}

    @Override
    protected SslHandler newHandler(
        ByteBufAllocator memory, String host, int port, boolean startTls, Executor tasks) {
      return new Handshake(newEngine(memory, host, port), tasks);
    }

    @Override
    protected SslHandler newHandler(ByteBufAllocator memory, boolean startTls, Executor tasks) {
      return new Handshake(newEngine(memory), tasks);
    }
  }

  private final class Handshake extends SslHandler {
    Handshake(SSLEngine engine, Executor tasks) {
      super(engine, tasks);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) throws Exception {
      super.handlerAdded(context);
      context.pipeline().addAfter(context.name(), null, new FrameGuard(this));
      var channel = context.channel();
      var peer = Peer.of(channel, door, addresses);
      if (peer == null) {
        Peer.cut(channel);
        return;
      }
      context
          .executor()
          .schedule(
              () -> {
                if (!peer.isMet()) {
                  peer.cut();
                }
              },
              withinNanos,
              TimeUnit.NANOSECONDS);
    }
  }
}
