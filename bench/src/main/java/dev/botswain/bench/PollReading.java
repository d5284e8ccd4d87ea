package dev.botswain.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;

/// Reads by long polls, and continues from `next`.
final class PollReading implements Reading {
  private static final Duration PATIENCE = Duration.ofSeconds(7);

  private final Http http;
  private final String session;
  private String next = "0";

  PollReading(Http http, String session) {
    this.http = http;
    this.session = session;
  }

  @Override
  public void read(String server, Ledger into) throws IOException, InterruptedException {
    String url = server + "/api/events/poll?limit=100&wait=3&after=" + next;
    Http.Answer answer = http.get(url, session, PATIENCE);
    if (answer.status() == Http.UNAVAILABLE) {
      throw new IOException("answered " + answer.body().path("code").asText());
    }
    if (answer.status() != 200) {
      into.complain("answered " + answer.status() + " " + answer.body());
      throw new IOException("answered " + answer.status());
    }
    into.connected();
    for (JsonNode event : answer.body().path("events")) {
      into.take(event);
      into.ready();
    }
    next = answer.body().path("next").asText();
  }

  /// The request ends by itself.
  @Override
  public void hangUp() {}

  @Override
  public void close() {}
}
