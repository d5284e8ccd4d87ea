package dev.botswain.webhook;

import io.netty.handler.codec.http.HttpRequestEncoder;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;
import java.net.InetAddress;
import java.util.List;

/// A connection to a receiver that speaks HTTP/1.1. Confined to its event loop.
final class ReceiverSocket {
  final NetSocketInternal netSocket;
  final AnswerDecoder answers;
  private final WebhookUrl url;
  private final InetAddress address;
  private int requests;

  /// @param stray called for unexpected bytes
  ReceiverSocket(NetSocket netSocket, WebhookUrl url, InetAddress address, Runnable stray) {
    this.netSocket = (NetSocketInternal) netSocket;
    this.url = url;
    this.address = address;
    this.answers = new AnswerDecoder(stray);
    var here = this.netSocket.channelHandlerContext();
    here.pipeline()
        .addBefore(here.name(), "answers", answers)
        .addBefore(here.name(), "requests", new HttpRequestEncoder());
  }

  /// Whether it leads to where the URL does, at one of these addresses.
  boolean leadsTo(WebhookUrl other, List<InetAddress> addresses) {
    return url.isAtSamePlace(other) && addresses.contains(address);
  }

  /// A request is about to be written.
  void use() {
    requests++;
    answers.await();
  }

  /// Whether the request that was written last was not the first on this connection.
  boolean isReused() {
    return requests > 1;
  }

  /// At once. The socket's own close would wait until the receiver has read everything that was
  /// written.
  void close() {
    netSocket.channelHandlerContext().close();
  }
}
