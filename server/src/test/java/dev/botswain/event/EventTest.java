package dev.botswain.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.botswain.store.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventTest {
  private static final long MILLIS = Instant.parse("2026-03-01T12:00:00.050Z").toEpochMilli();

  private static Event event(String type, String data) {
    return new Event(new StoredEvent(12, -1, type, MILLIS, data.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void envelope_ofAMessage_hasTheBytesThatCame() {
    String data = "{\"guild_id\":\"5\" ,\t\"channel_id\":\"6\",\"content\":\"\\u00e9 é\"}";

    assertThat(event("MESSAGE_CREATE", data).text())
        .isEqualTo(
            ("{\"id\":\"12\",\"type\":\"MESSAGE_CREATE\",\"timestamp\":\"2026-03-01T12:00:00.050Z\","
                    + "\"botId\":\"18446744073709551615\",\"guildId\":\"5\",\"channelId\":\"6\",\"data\":")
                + data
                + "}");
  }

  @Test
  void envelope_withAnOddType_isJson() throws Exception {
    JsonNode envelope = new ObjectMapper().readTree(event("A\"\n\\B", "null").text());

    assertThat(envelope.path("type").asText()).isEqualTo("A\"\n\\B");
    assertThat(envelope.has("guildId")).isFalse();
  }

  @Test
  void serverSent_withLineBreaksInTheData_isOneEvent() throws Exception {
    String sent = event("X", "{\n\"a\":\r\n[1,\r2]\n}").serverSent().toString();

    assertThat(sent).startsWith("id: 12\ndata: {").endsWith("}\n\n");
    String[] lines = sent.split("[\r\n]", -1);
    assertThat(lines).hasSize(4);
    JsonNode envelope = new ObjectMapper().readTree(lines[1].substring("data: ".length()));
    assertThat(envelope.path("data").toString()).isEqualTo("{\"a\":[1,2]}");
  }

  @Test
  void log_eventWithoutData_hasNull() throws Exception {
    try (var fixture = new LogFixture()) {
      var sink = fixture.read(fixture.log.last());
      fixture.append("RESUMED", "");

      assertThat(sink.next().text()).endsWith("\"data\":null}");
    }
  }
}
