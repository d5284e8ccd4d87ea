package dev.botswain.sim.rest;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// The harbour, and the path of its general channel's messages.
abstract class SendingFixture {
  Harbour harbour;
  String messages;

  @BeforeEach
  void open() {
    harbour = new Harbour();
    messages = "/channels/" + harbour.general.id() + "/messages";
    harbour.events.clear();
  }

  @AfterEach
  void close() {
    harbour.close();
  }

  Reply multipart(String body) {
    return harbour.send(
        harbour
            .request("POST", messages, BodyPublishers.ofString(body))
            .header("Content-Type", "multipart/form-data; boundary=b")
            .header("Authorization", "Bot " + harbour.pilot.token()));
  }
}
