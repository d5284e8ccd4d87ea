package dev.botswain.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RendezvousTest {

  /// The ids of bots, as Discord gives them.
  private static List<Long> bots(int count) {
    return LongStream.range(0, count)
        .map(i -> 900_000_000_000_000_000L + i * 4_194_304_007L)
        .boxed()
        .toList();
  }

  private static Map<UUID, Integer> empty(int nodes) {
    var loads = new TreeMap<UUID, Integer>();
    LongStream.range(0, nodes)
        .forEach(i -> loads.put(new UUID(i * 0x9e3779b97f4a7c15L, -i * 77), 0));
    return loads;
  }

  private static Map<UUID, Integer> counted(Map<UUID, Integer> loads, Map<Long, UUID> placed) {
    var counts = new TreeMap<>(loads);
    placed.values().forEach(node -> counts.merge(node, 1, Integer::sum));
    return counts;
  }

  private static void assertSpread(Map<UUID, Integer> loads) {
    double mean = loads.values().stream().mapToInt(Integer::intValue).average().orElseThrow();
    assertThat(loads.values())
        .allSatisfy(load -> assertThat((double) load).isCloseTo(mean, within(mean / 10)));
  }

  @ParameterizedTest
  @CsvSource({
    "1500, 2",
    "1500, 3",
    "1500, 4",
    "1500, 5",
    "1500, 6",
    "1500, 7",
    "10000, 2",
    "10000, 3",
    "10000, 4",
    "10000, 5",
    "10000, 6",
    "10000, 7",
  })
  void place_allBotsAndThenThoseOfADeadNode_isWithinATenthOfTheMean(int count, int nodes) {
    Map<UUID, Integer> loads = empty(nodes);
    Map<Long, UUID> placed = Rendezvous.place(bots(count), loads);

    assertThat(placed).hasSize(count);
    assertSpread(counted(loads, placed));

    UUID dead = loads.keySet().iterator().next();
    Map<UUID, Integer> left = counted(loads, placed);
    left.remove(dead);
    List<Long> orphans = bots(count).stream().filter(bot -> dead.equals(placed.get(bot))).toList();

    assertSpread(counted(left, Rendezvous.place(orphans, left)));
  }

  @Test
  void place_sameLoads_isTheSameOnEveryNode() {
    Map<UUID, Integer> loads = empty(5);
    List<Long> bots = bots(1_000);

    assertThat(Rendezvous.place(bots.reversed(), new HashMap<>(loads)))
        .isEqualTo(Rendezvous.place(bots, loads));
  }

  @Test
  void place_noNode_isNowhere() {
    assertThat(Rendezvous.place(bots(3), Map.of())).isEmpty();
    assertThat(Rendezvous.place(7, Map.of())).isNull();
  }

  @ParameterizedTest
  @CsvSource({"1500, 0, 0", "750, 750, 0", "3, 0, 0", "5, 1, 3", "0, 0, 2", "4000, 3500, 2500"})
  void plan_ofAll_leavesTheNodesEvenAndMovesNothingTwice(int first, int second, int third) {
    Map<UUID, Integer> loads = empty(3);
    var nodes = List.copyOf(loads.keySet());
    loads.put(nodes.get(0), first);
    loads.put(nodes.get(1), second);
    loads.put(nodes.get(2), third);
    var after = new TreeMap<>(loads);

    for (UUID node : nodes) {
      Map<UUID, Integer> given = Balance.plan(loads, node);
      given.forEach((to, count) -> {
        after.merge(node, -count, Integer::sum);
        after.merge(to, count, Integer::sum);
        assertThat(Balance.plan(loads, to)).as("who is given some gives none").isEmpty();
      });
    }

    int most = after.values().stream().mapToInt(Integer::intValue).max().orElseThrow();
    int least = after.values().stream().mapToInt(Integer::intValue).min().orElseThrow();
    assertThat(most - least).isLessThanOrEqualTo(1);
    nodes.forEach(node -> assertThat(Balance.plan(after, node)).isEmpty());
  }
}
