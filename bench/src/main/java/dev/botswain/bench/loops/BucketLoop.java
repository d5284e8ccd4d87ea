package dev.botswain.bench.loops;

import dev.botswain.discord.rest.Bucket;
import dev.botswain.discord.rest.GlobalLimit;
import dev.botswain.discord.rest.RateLimitHeaders;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// A request's way through its rate-limit bucket: the check, the start, and the answer that says
/// what remains.
@State(Scope.Thread)
public class BucketLoop {
  private static final long SECOND = 1_000_000_000;

  private final Bucket bucket = new Bucket();
  private final GlobalLimit global = new GlobalLimit(50);
  private long now;

  @Benchmark
  public long request() {
    now += SECOND;
    long wait = Math.max(bucket.waitNanos(now), global.waitNanos(now));
    bucket.sent();
    global.sent();
    bucket.settled();
    global.settled(now);
    bucket.observe(new RateLimitHeaders("b", 5, 4, now / 1_000_000, SECOND), now);
    return wait;
  }
}
