package dev.botswain.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.store.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    assertThat(new EventFilter(Set.of(), 5, 6, true, false, "aHOY t").test(MESSAGE)).isTrue();
    assertThat(new EventFilter(Set.of(), 4, 0, false, false, null).test(MESSAGE)).isFalse();
    assertThat(new EventFilter(Set.of(), 5, 4, false, false, null).test(MESSAGE)).isFalse();
    assertThat(new EventFilter(Set.of(), 5, 6, false, false, "bye").test(MESSAGE)).isFalse();
  }

  @Test
  void excludeBots_eventOfABot_doesNotPass() {
    var filter = new EventFilter(Set.of(), 0, 0, true, false, null);

    assertThat(filter.test(event("MESSAGE_CREATE", "{\"author\":{\"bot\":true}}"))).isFalse();
    assertThat(filter.test(event("MESSAGE_DELETE", "{}"))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MESSAGE_CREATE | {\"author\":{\"id\":\"7\",\"bot\":true}} | false",
        "MESSAGE_UPDATE | {\"author\":{\"id\":\"7\"}} | false",
        "MESSAGE_CREATE | {\"webhook_id\":\"1\",\"application_id\":\"7\",\"author\":{\"id\":\"1\"}}"
            + " | false",
        "MESSAGE_REACTION_ADD | {\"user_id\":\"7\"} | false",
        "TYPING_START | {\"user_id\":\"7\"} | false",
        "MESSAGE_CREATE | {\"author\":{\"id\":\"8\",\"bot\":true}} | true",
        "MESSAGE_CREATE | {\"webhook_id\":\"1\",\"application_id\":\"8\",\"author\":{\"id\":\"1\"}}"
            + " | true",
        "MESSAGE_CREATE |"
            + " {\"author\":{\"id\":\"8\"},\"referenced_message\":{\"author\":{\"id\":\"7\"}}} |"
            + " true",
        "MESSAGE_CREATE | {\"author\":{\"id\":\"8\"},\"application_id\":\"7\"} | true",
        "MESSAGE_DELETE | {\"id\":\"1\"} | true",
        "INTERACTION_CREATE | {\"application_id\":\"7\",\"user\":{\"id\":\"8\"}} | true",
        "VOICE_STATE_UPDATE | {\"user_id\":\"7\"} | true",
        "GUILD_MEMBER_UPDATE | {\"user\":{\"id\":\"7\"}} | true",
      })
  void excludeSelf_whatTheBotWrote_doesNotPass(String type, String data, boolean passes) {
    assertThat(new EventFilter(Set.of(), 0, 0, false, true, null).test(event(type, data)))
        .isEqualTo(passes);
    assertThat(EventFilter.ALL.test(event(type, data))).isTrue();
  }

  @Test
  void contains_eventWithoutAText_doesNotPass() {
    assertThat(
            new EventFilter(Set.of(), 0, 0, false, false, "a")
                .test(event("TYPING_START", "{\"a\":1}")))
        .isFalse();
  }

  @Test
  void gap_anyFilter_passes() {
    assertThat(new EventFilter(Set.of("X"), 1, 2, true, false, "x").test(event("gap", "{}")))
        .isTrue();
  }

  private static EventFilter types(String... types) {
    return new EventFilter(Set.of(types), 0, 0, false, false, null);
  }
}
