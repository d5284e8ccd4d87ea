package dev.botswain.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/// Reads server-sent events, and continues with `Last-Event-ID`.
final class StreamReading implements Reading {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Http http;
  private final String session;
  private volatile InputStream open = InputStream.nullInputStream();
  private String lastId = "";

  StreamReading(Http http, String session) {
    this.http = http;
    this.session = session;
  }

  @Override
  public void read(String server, Ledger into) throws IOException, InterruptedException {
    String url = server + "/api/events?after=0";
    HttpResponse<InputStream> response = http.open(url, session, lastId);
    open = response.body();
    try (var lines = new BufferedReader(new InputStreamReader(open, StandardCharsets.UTF_8))) {
      if (response.statusCode() != 200) {
        String body = String.valueOf(lines.readLine());
        if (response.statusCode() == Http.UNAVAILABLE) {
          throw new IOException("answered " + JSON.readTree(body).path("code").asText());
        }
        into.complain("answered " + response.statusCode() + " " + body);
        throw new IOException("answered " + response.statusCode());
      }
      into.connected();
      String id = "";
      String data = "";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("data: ")) {
          data = line.substring(6);
        } else if (line.isEmpty() && !data.isEmpty()) {
          into.take(JSON.readTree(data));
          into.ready();
          lastId = id;
          data = "";
        }
      }
    }
    throw new IOException("the stream ended");
  }

  @Override
  public void hangUp() {
    try {
      open.close();
    } catch (IOException e) {
      // It is closed.
    }
  }

  @Override
  public void close() {}
}
