package dev.botswain.sim.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ByIdTest {
  private record Thing(long id, String name) implements Entity {
    Thing(long id) {
      this(id, "");
    }
  }

  private static ById<Thing> of(long... ids) {
    var things = new ById<Thing>();
    for (long id : ids) {
      things.add(new Thing(id));
    }
    return things;
  }

  private static List<Long> ids(List<Thing> things) {
    return things.stream().map(Thing::id).toList();
  }

  @Test
  void randomChanges_areThoseOfATreeMap() {
    var things = new ById<Thing>();
    var expected = new TreeMap<Long, Thing>();
    var random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      long id = random.nextLong(300);
      if (random.nextInt(3) == 0) {
        assertThat(things.remove(id)).isEqualTo(expected.remove(id));
      } else {
        var thing = new Thing(id, "v" + i);
        things.add(thing);
        expected.put(id, thing);
      }
      assertThat(things.size()).isEqualTo(expected.size());
    }
    assertThat(things.list()).isEqualTo(List.copyOf(expected.values()));
    assertThat(things).containsExactlyElementsOf(expected.values());
    assertThat(things.get(7)).isEqualTo(expected.get(7L));
  }

  @Test
  void after_isTheNextHigherOnes() {
    var things = of(5, 1, 9, 3);

    assertThat(ids(things.after(0, 2))).containsExactly(1L, 3L);
    assertThat(ids(things.after(3, 10))).containsExactly(5L, 9L);
    assertThat(ids(things.after(4, Integer.MAX_VALUE))).containsExactly(5L, 9L);
    assertThat(things.after(9, 10)).isEmpty();
  }

  @Test
  void before_isTheNextLowerOnes() {
    var things = of(5, 1, 9, 3);

    assertThat(ids(things.before(Long.MAX_VALUE, 2))).containsExactly(5L, 9L);
    assertThat(ids(things.before(5, 10))).containsExactly(1L, 3L);
    assertThat(things.before(1, 10)).isEmpty();
  }

  @Test
  void at_outside_isRefused() {
    assertThatThrownBy(() -> of(1).at(1)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
