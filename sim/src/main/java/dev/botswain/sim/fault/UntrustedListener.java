package dev.botswain.sim.fault;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// An https listener that no client can trust: its certificate is for another name, signed by
/// itself, and expired. It answers everything with 404.
final class UntrustedListener implements AutoCloseable {
  /// The key is in every copy of the sim, so its password protects nothing.
  private static final char[] PASSWORD = "untrusted".toCharArray();

  private final HttpsServer server;

  private UntrustedListener(HttpsServer server) {
    this.server = server;
  }

  /// Listens on any free port of this machine.
  ///
  /// @throws IllegalStateException if it cannot
  static UntrustedListener open() {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      var server = HttpsServer.create(address, 0);
      server.setHttpsConfigurator(new HttpsConfigurator(context()));
      server.start();
      return new UntrustedListener(server);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("cannot listen with the expired certificate", e);
    }
  }

  private static SSLContext context() throws IOException, GeneralSecurityException {
    var keys = KeyStore.getInstance("PKCS12");
    try (var file = UntrustedListener.class.getResourceAsStream("expired.p12")) {
      keys.load(file, PASSWORD);
    }
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  String url() {
    return "https://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
