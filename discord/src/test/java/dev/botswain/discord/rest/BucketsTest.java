package dev.botswain.discord.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BucketsTest {
  private static final Route POST = new Route("POST /a", "/channels/1", false);
  private static final Route POST_2 = new Route("POST /a", "/channels/2", false);
  private static final Route GET = new Route("GET /a", "/channels/1", false);

  private final Buckets buckets = new Buckets();
  private long number;

  private RestCall waits(Route route) {
    return waits(route, buckets.of(route));
  }

  private RestCall waits(Route route, Bucket bucket) {
    var call =
        new RestCall(
            _ -> {},
            RestRequest.get("/a"),
            route,
            new RestCall.Term(0, 0, Instant.EPOCH),
            new RestCall.Recipient(null, null),
            false);
    call.number = ++number;
    call.bucket = bucket;
    bucket.waiting().add(call);
    return call;
  }

  @Test
  void of_sameRoute_isTheSame() {
    assertThat(buckets.of(POST)).isSameAs(buckets.of(POST));
    assertThat(buckets.of(POST)).isNotSameAs(buckets.of(POST_2)).isNotSameAs(buckets.of(GET));
  }

  @Test
  void learn_noName_changesNothing() {
    var bucket = buckets.of(POST);

    assertThat(buckets.learn(POST, bucket, null)).isSameAs(bucket).isSameAs(buckets.of(POST));
  }

  @Test
  void learn_firstName_keepsTheBucketAndThoseOfOtherMajors() {
    var one = buckets.of(POST);
    var two = buckets.of(POST_2);

    assertThat(buckets.learn(POST, one, "b")).isSameAs(one).isSameAs(buckets.of(POST));
    assertThat(buckets.of(POST_2)).isSameAs(two);
  }

  @Test
  void learn_secondRouteOfAName_joinsTheFirst() {
    var first = buckets.learn(POST, buckets.of(POST), "b");
    var earlier = waits(GET);
    var later = waits(POST);
    earlier.number = 1;

    assertThat(buckets.learn(GET, buckets.of(GET), "b")).isSameAs(first);
    assertThat(buckets.of(GET)).isSameAs(first);
    assertThat(first.waiting()).containsExactly(earlier, later);
    assertThat(earlier.bucket).isSameAs(first);
  }

  @Test
  void learn_routeIsGivenAnotherName_takesOnlyItsOwnCallsAlong() {
    var old = buckets.learn(POST, buckets.of(POST), "old");
    buckets.learn(GET, buckets.of(GET), "old");
    var stays = waits(GET);
    var moves = waits(POST);

    var now = buckets.learn(POST, old, "new");

    assertThat(now).isNotSameAs(old).isSameAs(buckets.of(POST));
    assertThat(now.waiting()).containsExactly(moves);
    assertThat(moves.bucket).isSameAs(now);
    assertThat(old.waiting()).containsExactly(stays);
    assertThat(buckets.of(GET)).isSameAs(old);
  }

  @Test
  void learn_majorMissedTheName_catchesUpWithItsOwnAnswer() {
    var missed = buckets.of(POST_2);
    buckets.learn(GET, buckets.of(GET), "b");
    var get2 = new Route("GET /a", "/channels/2", false);
    var known = buckets.of(get2);
    buckets.learn(POST, buckets.of(POST), "b");
    var call = waits(POST_2, missed);

    assertThat(buckets.learn(POST_2, missed, "b")).isSameAs(known);
    assertThat(known.waiting()).containsExactly(call);
  }

  @Test
  void sweep_forgetsWhatIsUnused() {
    var idle = buckets.learn(POST, buckets.of(POST), "b");
    waits(GET);

    assertThat(buckets.sweep(0)).isFalse();

    assertThat(buckets.of(POST)).isNotSameAs(idle);
    assertThat(buckets.of(GET).waiting()).hasSize(1);
    List.copyOf(buckets.of(GET).waiting()).forEach(buckets.of(GET).waiting()::remove);
    assertThat(buckets.sweep(0)).isTrue();
  }
}
