package dev.botswain.trace;

import static dev.botswain.testing.Botswain.TOKEN;
import static dev.botswain.testing.Botswain.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.testing.Botswain;
import dev.botswain.testing.NodesOfAStore;
import dev.botswain.trace.Collector.Seen;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A request that one node passes on to another: one trace.
@Timeout(60)
class TracedNodesTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00f067aa0ba902b7";

  private final Collector collector = new Collector();

  @AfterEach
  void close() {
    collector.close();
  }

  @Test
  void request_thatIsPassedOn_isOneTraceOverBothNodes() {
    try (var nodes = NodesOfAStore.start(2, collector.settings())) {
      String session = nodes.all().getFirst().session(TOKEN);
      Botswain.eventually(() -> assertThat(nodes.owner()).isNotNull());
      var sent =
          nodes
              .other()
              .send(
                  request(nodes.other().url() + "/api/channels/1132915064832000005/messages")
                      .header("traceparent", "00-" + TRACE + "-" + PARENT + "-01")
                      .header("tracestate", "vendor=value")
                      .POST(BodyPublishers.ofString("{\"content\":\"Ahoy\"}")),
                  session);
      assertThat(sent.status()).isEqualTo(200);
    }

    var servers = collector.named("POST /api/channels/{channelId}/messages");
    assertThat(servers).hasSize(2).extracting(Seen::trace).containsOnly(TRACE);
    Seen entry =
        servers.stream().filter(span -> span.parent().equals(PARENT)).findFirst().orElseThrow();
    Seen hop = collector.child(entry, "forward");
    assertThat(hop.kind()).isEqualTo("CLIENT");
    assertThat(hop.error()).isFalse();
    assertThat(hop.get("botswain.node")).isEqualTo(entry.get("botswain.node")).isNotNull();
    Seen owner = collector.child(hop, "POST /api/channels/{channelId}/messages");
    assertThat(owner.resource().get("service.instance.id"))
        .isNotEqualTo(entry.resource().get("service.instance.id"));
    Seen call = collector.child(owner, "discord POST /channels/{id}/messages");
    assertThat(collector.childrenOf(call)).hasSize(2);
    assertThat(collector.spans())
        .as("what nodes say to each other")
        .noneMatch(span -> span.name().endsWith(" node"));
  }
}
