package dev.botswain.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;

/// A network that is cut.
class LinkTest {
  @Test
  void link_healed_deliversWhatWasOnItsWay() throws Exception {
    var vertx = Vertx.vertx();
    try (var server = new ServerSocket(0);
        var link = Link.open(vertx, "127.0.0.1", 0, server.getLocalPort());
        var client = new Socket("127.0.0.1", link.port());
        var other = server.accept()) {
      other.setSoTimeout(200);
      link.cut();
      client.getOutputStream().write(7);
      client.close();
      assertThatThrownBy(() -> other.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
      link.heal();
      other.setSoTimeout(10_000);
      assertThat(other.getInputStream().read()).isEqualTo(7);
      assertThat(other.getInputStream().read()).isEqualTo(-1);
    } finally {
      vertx.close();
    }
  }
}
