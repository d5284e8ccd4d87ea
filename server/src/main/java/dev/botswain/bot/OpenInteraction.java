package dev.botswain.bot;

import dev.botswain.time.Ticker;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// An interaction whose token is still good, and what has been done about it. Thread-safe.
///
/// Source: <https://discord.com/developers/docs/interactions/receiving-and-responding>.
public final class OpenInteraction {
  /// Discord waits this long for the first answer.
  static final Duration FIRST_ANSWER = Duration.ofSeconds(3);

  /// After this time Discord no longer accepts the token.
  static final Duration TOKEN_LIFE = Duration.ofMinutes(15);

  private static final int AUTOCOMPLETE = 4;

  private final Ticker ticker;
  private final long id;
  private final long botId;
  private final Interactions of;
  private final int type;
  private final byte[] data;
  private final long createdAt;
  private volatile @Nullable Reaction reaction;

  /// What was done about it.
  public enum Reaction {
    /// A caller said that the answer comes later.
    DEFERRAL,
    /// The server did.
    AUTOMATIC_DEFERRAL,
    REPLY,
    UPDATE,
    MODAL,
    CHOICES,
    /// Something, by a library on the relay.
    RELAYED;

    /// As callers see it.
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    private boolean isDeferral() {
      return this == DEFERRAL || this == AUTOMATIC_DEFERRAL;
    }
  }

  /// What it waits for.
  public enum State {
    /// Its first answer.
    WAITING,
    /// The answer after a deferral.
    DEFERRED,
    /// Nothing.
    ANSWERED,
    /// Nothing: as far as this server knows, nobody answered in time.
    EXPIRED;

    /// As callers see it.
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// @param age how old it was when it arrived
  OpenInteraction(Ticker ticker, long id, Interactions of, int type, byte[] data, Duration age) {
    this.ticker = ticker;
    this.id = id;
    this.botId = of.botId();
    this.of = of;
    this.type = type;
    this.data = data;
    this.createdAt = ticker.nanos() - age.toNanos();
  }

  public long id() {
    return id;
  }

  long botId() {
    return botId;
  }

  Interactions of() {
    return of;
  }

  /// What the user did, by Discord's number.
  public int type() {
    return type;
  }

  /// The data of its INTERACTION_CREATE. Must not be changed.
  public byte[] data() {
    return data;
  }

  /// Whether the user is typing, so that no answer has any use after the first seconds.
  boolean isTyping() {
    return type == AUTOCOMPLETE;
  }

  /// What was done last; null for nothing.
  public @Nullable Reaction reaction() {
    return reaction;
  }

  /// @param now what was just done with success
  synchronized void reaction(Reaction now) {
    if (reaction == null || !now.isDeferral()) {
      reaction = now;
    }
  }

  public State state() {
    Reaction last = reaction;
    if (last != null) {
      return last.isDeferral() ? State.DEFERRED : State.ANSWERED;
    }
    return timeToAnswer().isZero() ? State.EXPIRED : State.WAITING;
  }

  /// How long Discord waits for the first answer, at least zero.
  public Duration timeToAnswer() {
    return left(FIRST_ANSWER);
  }

  /// How long its token is good for, at least zero.
  public Duration timeLeft() {
    return left(isTyping() ? FIRST_ANSWER : TOKEN_LIFE);
  }

  private Duration left(Duration of) {
    long nanos = of.toNanos() - (ticker.nanos() - createdAt);
    return Duration.ofNanos(Math.max(0, nanos));
  }
}
