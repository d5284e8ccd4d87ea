package dev.botswain.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/// Reads by long polls, and continues from `next`.
final class PollReading implements Reading {
  private final Http http;
  private final String url;
  private final String session;
  private String next = "0";

  PollReading(Http http, String server, String session) {
    this.http = http;
    this.url = server + "/api/events/poll?limit=100&wait=5&after=";
    this.session = session;
  }

  @Override
  public void read(Ledger into) throws IOException, InterruptedException {
    Http.Answer answer = http.get(url + next, session);
    if (answer.body().path("code").asText().equals("starting")) {
      throw new IOException("the server is starting");
    }
    if (answer.status() != 200) {
      into.complain("answered " + answer.status() + " " + answer.body());
      return;
    }
    into.connected();
    for (JsonNode event : answer.body().path("events")) {
      into.take(event);
      into.ready();
    }
    next = answer.body().path("next").asText();
  }

  @Override
  public void close() {}
}
