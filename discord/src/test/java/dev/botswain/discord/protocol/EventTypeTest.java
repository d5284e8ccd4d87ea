package dev.botswain.discord.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The table, compared with Discord's pages.
class EventTypeTest {
  /// The page lists them too, but they are opcodes.
  private static final Set<String> NO_DISPATCHES = Set.of("HELLO", "RECONNECT", "INVALID_SESSION");

  /// Sent although they are not on the page.
  private static final Set<String> NOT_ON_THE_PAGE =
      Set.of("GUILD_JOIN_REQUEST_CREATE", "GUILD_JOIN_REQUEST_UPDATE", "GUILD_JOIN_REQUEST_DELETE");

  private static List<String> page(String name) {
    try (InputStream file = EventTypeTest.class.getResourceAsStream(name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void rows_areTheDispatchesOfDiscordsPage() {
    Set<String> expected = new HashSet<>(page("gateway-events.txt"));
    expected.removeAll(NO_DISPATCHES);
    expected.addAll(NOT_ON_THE_PAGE);

    assertThat(EventType.values())
        .extracting(EventType::name)
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void intents_ofEachRow_areThoseOfDiscordsPage() {
    Map<String, Set<Intent>> expected = new HashMap<>();
    Intent under = Intent.GUILDS;
    for (String line : page("gateway-intents.txt")) {
      if (line.startsWith("  - ")) {
        expected.computeIfAbsent(line.substring(4), _ -> EnumSet.noneOf(Intent.class)).add(under);
      } else {
        under = Intent.valueOf(line.substring(0, line.indexOf(' ')));
        assertThat(line).endsWith("(1 << " + Integer.numberOfTrailingZeros(bit(under)) + ")");
      }
    }

    assertThat(EventType.values())
        .allSatisfy(type -> {
          Set<Intent> any = new HashSet<>(type.intents(false));
          any.addAll(type.intents(true));
          assertThat(any).isEqualTo(expected.getOrDefault(type.name(), Set.of()));
        });
    assertThat(expected.keySet()).allMatch(name -> EventType.of(name) != null);
  }

  @Test
  void intents_ofDirectMessages_areNeededThereOnly() {
    int direct = bit(Intent.DIRECT_MESSAGES);

    assertThat(EventType.MESSAGE_CREATE.comesWith(direct, true)).isTrue();
    assertThat(EventType.MESSAGE_CREATE.comesWith(direct, false)).isFalse();
    assertThat(EventType.INTERACTION_CREATE.comesWith(0, false)).isTrue();
  }

  @Test
  void effect_ofAnyRow_isOnAGuildThatTheRowFinds() {
    assertThat(EventType.values())
        .filteredOn(type -> type.effect().isOfPart())
        .allMatch(type -> type.guildId() != IdPlace.NONE);
  }

  private static int bit(Intent intent) {
    return Intent.bits(List.of(intent));
  }
}
