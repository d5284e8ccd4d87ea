package dev.botswain.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// The checker of what readers see: it must find what it is there for.
class LedgerTest {
  private final Ledger ledger = Ledger.atLeastOnce("reader", new Numbers(2, 3));

  private static JsonNode event(long id, int number) {
    var event = JsonNodeFactory.instance.objectNode().put("id", Long.toString(id));
    event.putObject("data").put("content", "blast " + number + " 1790000000000");
    return event;
  }

  private void take(Ledger into, long id, int number) {
    into.take(event(id, number));
  }

  @Test
  void events_inOrder_areWholeAtTheEnd() {
    ledger.connected();
    take(ledger, 10, 2);
    take(ledger, 11, 5);
    ledger.expect(7);

    assertThat(ledger.complaints()).isEmpty();
    assertThat(ledger.isWhole()).isTrue();
    assertThat(ledger.hasSeen(8)).isFalse();
  }

  @Test
  void event_missing_isAComplaint() {
    ledger.connected();
    take(ledger, 10, 2);
    take(ledger, 12, 8);
    ledger.expect(9);

    assertThat(ledger.complaints())
        .containsExactly("reader: 1 of 3 missing, first 5", "reader: number 8 where 5 was due");
  }

  @Test
  void event_late_isAComplaint() {
    ledger.connected();
    take(ledger, 10, 2);
    take(ledger, 12, 8);
    take(ledger, 11, 5);

    assertThat(ledger.complaints())
        .contains("reader: event 11 after 12 on one connection", "reader: new event 11 after 12");
  }

  @Test
  void event_again_isGoingBackOnANewConnectionAlone() {
    ledger.connected();
    take(ledger, 10, 2);
    take(ledger, 11, 5);
    ledger.connected();
    take(ledger, 10, 2);
    take(ledger, 11, 5);
    take(ledger, 12, 8);

    assertThat(ledger.complaints()).filteredOn(text -> !text.contains("missing")).isEmpty();
    assertThat(ledger.goneBack()).isEqualTo(1);
    take(ledger, 12, 8);
    assertThat(ledger.complaints()).contains("reader: event 12 after 12 on one connection");
  }

  @Test
  void event_againAtAReaderWithItsOwnCursor_isAComplaint() {
    var once = Ledger.once("reader", Numbers.ALL);
    once.connected();
    take(once, 10, 1);
    once.connected();
    take(once, 10, 1);

    assertThat(once.complaints()).contains("reader: number 1 again");
  }

  @Test
  void event_withAnotherId_isAComplaint() {
    ledger.connected();
    take(ledger, 10, 2);
    take(ledger, 11, 2);

    assertThat(ledger.complaints()).contains("reader: number 2 as event 10 and as 11");
  }

  @Test
  void event_ofAnotherBot_isAComplaint() {
    ledger.connected();
    take(ledger, 10, 3);

    assertThat(ledger.complaints()).contains("reader: number 3, which is not this bot's");
  }

  @Test
  void gap_isAComplaint() {
    ledger.take(JsonNodeFactory.instance.objectNode().put("id", "1").put("type", "gap"));

    assertThat(ledger.complaints()).anyMatch(text -> text.startsWith("reader: a gap"));
  }

  @Test
  void silence_longEnough_isTakenOnce() {
    ledger.ended(new IOException("broken"));

    assertThat(ledger.takeSilence(java.time.Duration.ofMinutes(1))).isFalse();
    assertThat(ledger.takeSilence(java.time.Duration.ofNanos(-1))).isTrue();
  }
}
