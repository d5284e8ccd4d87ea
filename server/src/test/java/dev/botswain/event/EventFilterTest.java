package dev.botswain.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.store.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventFilterTest {
  private static final Event MESSAGE =
      event(
          "MESSAGE_CREATE",
          "{\"guild_id\":\"5\",\"channel_id\":\"6\",\"content\":\"Ahoy There\",\"author\":{}}");

  private static Event event(String type, String data) {
    return new Event(new StoredEvent(1, 7, type, 0, data.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void each_condition_isAskedFor() {
    assertThat(EventFilter.ALL.passes(MESSAGE)).isTrue();
    assertThat(types("MESSAGE_CREATE", "X").passes(MESSAGE)).isTrue();
    assertThat(types("X").passes(MESSAGE)).isFalse();
    assertThat(new EventFilter(Set.of(), 5, 6, true, "aHOY t").passes(MESSAGE)).isTrue();
    assertThat(new EventFilter(Set.of(), 4, 0, false, null).passes(MESSAGE)).isFalse();
    assertThat(new EventFilter(Set.of(), 5, 4, false, null).passes(MESSAGE)).isFalse();
    assertThat(new EventFilter(Set.of(), 5, 6, false, "bye").passes(MESSAGE)).isFalse();
  }

  @Test
  void excludeBots_eventOfABot_doesNotPass() {
    var filter = new EventFilter(Set.of(), 0, 0, true, null);

    assertThat(filter.passes(event("MESSAGE_CREATE", "{\"author\":{\"bot\":true}}"))).isFalse();
    assertThat(filter.passes(event("MESSAGE_DELETE", "{}"))).isTrue();
  }

  @Test
  void contains_eventWithoutAText_doesNotPass() {
    assertThat(
            new EventFilter(Set.of(), 0, 0, false, "a").passes(event("TYPING_START", "{\"a\":1}")))
        .isFalse();
  }

  @Test
  void gap_anyFilter_passes() {
    assertThat(new EventFilter(Set.of("X"), 1, 2, true, "x").passes(event("gap", "{}"))).isTrue();
  }

  private static EventFilter types(String... types) {
    return new EventFilter(Set.of(types), 0, 0, false, null);
  }
}
