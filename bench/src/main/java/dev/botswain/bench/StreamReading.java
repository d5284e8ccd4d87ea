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
  private final String url;
  private final String session;
  private String lastId = "";

  StreamReading(Http http, String server, String session) {
    this.http = http;
    this.url = server + "/api/events?after=0";
    this.session = session;
  }

  @Override
  public void read(Ledger into) throws IOException, InterruptedException {
    HttpResponse<InputStream> response = http.open(url, session, lastId);
    try (var lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      if (response.statusCode() != 200) {
        String body = String.valueOf(lines.readLine());
        if (body.contains("\"code\":\"starting\"")) {
          throw new IOException("the server is starting");
        }
        into.complain("answered " + response.statusCode() + " " + body);
        return;
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
  }

  @Override
  public void close() {}
}
