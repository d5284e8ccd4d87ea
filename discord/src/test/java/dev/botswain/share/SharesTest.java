package dev.botswain.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.botswain.share.Shares.Refusal;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharesTest {
  private final Shares<String> shares = new Shares<>(10, 4);

  @Test
  void take_withinBoth_isTaken() {
    assertThat(shares.take("a", 4)).isNull();
    assertThat(shares.take("b")).isNull();

    assertThat(shares.taken()).isEqualTo(5);
    assertThat(shares.taken("a")).isEqualTo(4);
    assertThat(shares.holders()).isEqualTo(2);
  }

  @Test
  void take_pastItsShare_takesNothing() {
    shares.take("a", 3);

    assertThat(shares.take("a", 2)).isEqualTo(Refusal.SHARE);

    assertThat(shares.taken("a")).isEqualTo(3);
    assertThat(shares.taken()).isEqualTo(3);
  }

  @Test
  void take_pastTheTotal_takesNothing() {
    shares.take("a", 4);
    shares.take("b", 4);

    assertThat(shares.take("c", 3)).isEqualTo(Refusal.TOTAL);

    assertThat(shares.holders()).isEqualTo(2);
    assertThat(shares.take("c", 2)).isNull();
  }

  @Test
  void give_all_forgetsTheOne() {
    shares.take("a", 2);

    shares.give("a", 2);

    assertThat(shares.holders()).isZero();
    assertThat(shares.taken()).isZero();
  }

  @Test
  void give_moreThanTaken_isRefused() {
    shares.take("a");

    assertThatIllegalStateException().isThrownBy(() -> shares.give("a", 2));

    assertThat(shares.taken()).isEqualTo(1);
  }

  @Test
  void take_manyAtOnce_neverPassesTheBounds() {
    var many = new Shares<Integer>(1_000, 100);

    long taken =
        IntStream.range(0, 40_000).parallel().filter(i -> many.take(i % 20) == null).count();

    assertThat(taken).isEqualTo(1_000).isEqualTo(many.taken());
  }

  @Test
  void shares_ofAnotherTotal_keepTheirProportion() {
    var bound = new Bound(10_000, 1_000);

    assertThat(bound.of(5).shares().share()).isEqualTo(1);
    assertThat(bound.of(10_000).shares().share()).isEqualTo(1_000);
    assertThat(bound.of(20_001).shares().share()).isEqualTo(2_001);
  }
}
