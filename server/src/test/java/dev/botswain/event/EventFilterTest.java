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
    assertThat(EventFilter.ALL.test(MESSAGE)).isTrue();
    assertThat(types("MESSAGE_CREATE", "X").test(MESSAGE)).isTrue();
    assertThat(types("X").test(MESSAGE)).isFalse();
    assertThat(new EventFilter(Set.of(), 5, 6, true, "aHOY t").test(MESSAGE)).isTrue();
    assertThat(new EventFilter(Set.of(), 4, 0, false, null).test(MESSAGE)).isFalse();
    assertThat(new EventFilter(Set.of(), 5, 4, false, null).test(MESSAGE)).isFalse();
    assertThat(new EventFilter(Set.of(), 5, 6, false, "bye").test(MESSAGE)).isFalse();
  }

  @Test
  void excludeBots_eventOfABot_doesNotPass() {
    var filter = new EventFilter(Set.of(), 0, 0, true, null);

    assertThat(filter.test(event("MESSAGE_CREATE", "{\"author\":{\"bot\":true}}"))).isFalse();
    assertThat(filter.test(event("MESSAGE_DELETE", "{}"))).isTrue();
  }

  @Test
  void contains_eventWithoutAText_doesNotPass() {
    assertThat(new EventFilter(Set.of(), 0, 0, false, "a").test(event("TYPING_START", "{\"a\":1}")))
        .isFalse();
  }

  @Test
  void gap_anyFilter_passes() {
    assertThat(new EventFilter(Set.of("X"), 1, 2, true, "x").test(event("gap", "{}"))).isTrue();
  }

  private static EventFilter types(String... types) {
    return new EventFilter(Set.of(types), 0, 0, false, null);
  }
}
