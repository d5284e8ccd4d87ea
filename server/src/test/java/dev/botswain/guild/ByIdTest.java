package dev.botswain.guild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ByIdTest {
  private record Thing(long id, String name) implements Entity {}

  @Test
  void of_unsortedWithTwins_sortsAndKeepsTheLater() {
    ById<Thing> things =
        ById.of(
            List.of(new Thing(3, "c"), new Thing(1, "a"), new Thing(3, "d"), new Thing(2, "b")));

    assertThat(things.all()).extracting(Thing::name).containsExactly("a", "b", "d");
  }

  @Test
  void withAndWithout_leaveTheOriginalAsItWas() {
    ById<Thing> one = ById.of(List.of(new Thing(1, "a")));

    assertThat(one.with(new Thing(1, "b")).all()).containsExactly(new Thing(1, "b"));
    assertThat(one.without(1).all()).isEmpty();
    assertThat(one.without(2)).isSameAs(one);
    assertThat(one.all()).containsExactly(new Thing(1, "a"));
    assertThatThrownBy(() -> one.with(new Thing(2, "b")).all().removeFirst())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void anyOrderOfChanges_agreesWithATree() {
    var random = new Random(8);
    ById<Thing> things = ById.of(List.of());
    var tree = new TreeMap<Long, Thing>();
    long[] ids = {Long.MIN_VALUE, -5, -1, 0, 1, 2, 3, 50, 51, 1L << 60, Long.MAX_VALUE};
    for (int i = 0; i < 5_000; i++) {
      long id = ids[random.nextInt(ids.length)];
      if (random.nextInt(3) > 0) {
        var thing = new Thing(id, "n" + i);
        things = things.with(thing);
        tree.put(id, thing);
      } else {
        things = things.without(id);
        tree.remove(id);
      }
      assertThat(things.all()).containsExactlyElementsOf(tree.values());
      long asked = ids[random.nextInt(ids.length)];
      assertThat(things.get(asked)).isEqualTo(tree.get(asked));
    }
  }
}
