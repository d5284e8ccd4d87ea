package dev.botswain.libraries;

import dev.botswain.webhook.Certificates;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Presents a server as `https://discord.com`, for a library that uses no other address: an HTTP
/// proxy that leads every request to one place, and terminates TLS itself.
final class ConnectProxy implements AutoCloseable {
  private static final int TLS = 443;
  private static final String END = "\r\n\r\n";

  private final Vertx vertx = Vertx.vertx();
  private final NetClient client = vertx.createNetClient();
  private final NetServer server;
  private final URI there;

  private ConnectProxy(URI there, NetServerOptions options) {
    this.there = there;
    this.server = vertx.createNetServer(options);
  }

  /// @param url the destination of everything
  /// @param folder for its certificate
  static ConnectProxy to(String url, Path folder) throws Exception {
    var options =
        new NetServerOptions().setKeyCertOptions(Certificates.make(folder, "discord.com"));
    var proxy = new ConnectProxy(URI.create(url), options);
    proxy
        .server
        .connectHandler(proxy::connected)
        .listen(0, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .join();
    return proxy;
  }

  private void connected(NetSocket near) {
    var head = Buffer.buffer();
    near.handler(bytes -> {
      head.appendBuffer(bytes);
      String text = head.toString(StandardCharsets.ISO_8859_1);
      if (text.endsWith(END)) {
        near.pause().handler(null);
        // CONNECT host:port HTTP/1.1
        boolean tls = text.split(" ")[1].endsWith(":" + TLS);
        client
            .connect(there.getPort(), there.getHost())
            .onSuccess(far -> join(near, far, tls))
            .onFailure(_ -> near.close());
      }
    });
  }

  private static void join(NetSocket near, NetSocket far, boolean tls) {
    far.pause();
    near.write("HTTP/1.1 200 OK" + END)
        .compose(_ -> tls ? near.upgradeToSsl() : Future.succeededFuture())
        .onSuccess(_ -> {
          near.pipeTo(far);
          far.pipeTo(near);
        })
        .onFailure(_ -> far.close());
  }

  /// Host and port.
  String address() {
    return "127.0.0.1:" + server.actualPort();
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
