package dev.botswain.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A connection to the server under test that sends exactly the given bytes.
public final class Wire implements AutoCloseable {
  private static final int PATIENCE_MS = 10_000;

  private final Socket socket;
  private final InputStream in;

  public Wire(int port) {
    try {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(PATIENCE_MS);
      socket.setTcpNoDelay(true);
      in = new BufferedInputStream(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// An answer as it arrived. Header names in lower case; values of a repeated header joined by
  /// `|`.
  public record Response(int status, Map<String, String> headers, byte[] bytes) {
    public String header(String name) {
      return headers.get(name.toLowerCase(java.util.Locale.ROOT));
    }

    public String text() {
      return new String(bytes, UTF_8);
    }

    public JsonObject json() {
      return new JsonObject(text());
    }

    public String code() {
      return json().getString("code");
    }

    public String error() {
      return json().getString("error");
    }

    public String field() {
      return json().getString("field");
    }
  }

  public Wire send(String text) {
    return send(text.getBytes(UTF_8));
  }

  public Wire send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Sends a whole request and reads its answer.
  public Response request(String method, String target, List<String> headers, String body) {
    var head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n");
    headers.forEach(header -> head.append(header).append("\r\n"));
    if (!body.isEmpty()) {
      head.append("Content-Length: ").append(body.getBytes(UTF_8).length).append("\r\n");
    }
    send(head + "\r\n" + body);
    return read(method.equals("HEAD"));
  }

  public Response get(String target, String... headers) {
    return request("GET", target, List.of(headers), "");
  }

  public Response post(String target, String body, String... headers) {
    var all = new java.util.ArrayList<>(List.of(headers));
    all.add("Content-Type: application/json");
    return request("POST", target, all, body);
  }

  public Response read() {
    return read(false);
  }

  private Response read(boolean head) {
    try {
      var status = line();
      var headers = new TreeMap<String, String>();
      for (var line = line(); !line.isEmpty(); line = line()) {
        int colon = line.indexOf(':');
        headers.merge(
            line.substring(0, colon).toLowerCase(java.util.Locale.ROOT),
            line.substring(colon + 1).strip(),
            (one, other) -> one + "|" + other);
      }
      int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
      var code = Integer.parseInt(status.split(" ")[1]);
      boolean bodiless = head || code == 304 || code == 204 || code < 200;
      return new Response(code, headers, bodiless ? new byte[0] : in.readNBytes(length));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether the server closes the connection without another byte.
  public boolean isClosed() {
    try {
      return in.read() < 0;
    } catch (SocketException reset) {
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String line() throws IOException {
    var line = new ByteArrayOutputStream();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("closed within a line: " + line.toString(ISO_8859_1));
      }
      if (c != '\r') {
        line.write(c);
      }
    }
    return line.toString(ISO_8859_1);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
