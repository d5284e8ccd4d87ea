package dev.botswain.http;

import dev.botswain.error.ApiError;
import dev.botswain.error.RequestRefusedException;
import dev.botswain.limit.Limit;
import dev.botswain.share.Shares;
import java.time.Duration;

/// The memory for callers, each with a share: of a bot, or of the network of callers without a
/// session.
///
/// @param bodies bytes of requests
/// @param values JSON values parsed from them
/// @param answers bytes of answers that were not read yet
/// @param longestBody the maximum length of a body, in bytes
public record Memory(
    Shares<String> bodies, Shares<String> values, Shares<String> answers, int longestBody) {
  /// How many bodies of the maximum length may be in memory.
  private static final int LONGEST_BODIES = 16;

  /// @param maxBodyBytes the maximum length of a body
  static Memory of(int maxBodyBytes) {
    return new Memory(
        Limit.BODIES.shares(Math.max(Limit.BODIES.total(), (long) LONGEST_BODIES * maxBodyBytes)),
        Limit.VALUES.shares(),
        Limit.ANSWERS.shares(),
        maxBodyBytes);
  }

  /// What a user holds of one of them, released together.
  public static final class Held {
    private final Shares<String> of;
    private final String tenant;
    private long amount;

    Held(Shares<String> of, String tenant) {
      this.of = of;
      this.tenant = tenant;
    }

    /// @return whether there was room for this much more
    public boolean more(long amount) {
      boolean taken = of.take(tenant, amount) == null;
      if (taken) {
        this.amount += amount;
      }
      return taken;
    }

    public void giveBack() {
      of.give(tenant, amount);
      amount = 0;
    }
  }

  public static RequestRefusedException full() {
    return ApiError.BUSY
        .because("this caller has too many bytes of requests and answers in memory")
        .retryAfter(Duration.ofSeconds(1));
  }
}
