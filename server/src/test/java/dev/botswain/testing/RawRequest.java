package dev.botswain.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;

/// A request as raw bytes, for what no client would send.
public final class RawRequest {
  private RawRequest() {}

  /// Sends it, and reads until the connection closes.
  public static String send(String url, String bytes) {
    var to = URI.create(url);
    try (var socket = new Socket(to.getHost(), to.getPort())) {
      socket.setSoTimeout(15_000);
      socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    } catch (IOException e) {
      throw new AssertionError("not answered", e);
    }
  }
}
