package dev.botswain.bot;

import dev.botswain.discord.protocol.Snowflake;
import dev.botswain.limit.Limit;
import dev.botswain.share.Shares;
import dev.botswain.time.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// The interactions of all bots whose tokens are still good, as they came and with what has been
/// done about them. They are in memory only: after a restart the list begins anew. Thread-safe.
public final class OpenInteractions {
  /// What one takes beside its data, in bytes.
  private static final int OVERHEAD = 300;

  private final InstantSource clock;
  private final Ticker ticker;
  private final Shares<String> bytes = Limit.INTERACTIONS.shares();
  private final Map<String, OfOwner> owners = new HashMap<>();
  private volatile LongConsumer unknown = _ -> {};

  /// Those of one owner, the oldest first. Where users type, an interaction comes with every key,
  /// so these are apart.
  private static final class OfOwner {
    final Map<Long, OpenInteraction> typing = new LinkedHashMap<>();
    final Map<Long, OpenInteraction> others = new LinkedHashMap<>();

    boolean isEmpty() {
      return typing.isEmpty() && others.isEmpty();
    }

    Map<Long, OpenInteraction> place(OpenInteraction one) {
      return one.isTyping() ? typing : others;
    }

    @Nullable OpenInteraction get(long id) {
      OpenInteraction other = others.get(id);
      return other == null ? typing.get(id) : other;
    }
  }

  /// @param clock says how old an interaction is that arrives late
  public OpenInteractions(InstantSource clock, Ticker ticker) {
    this.clock = clock;
    this.ticker = ticker;
  }

  /// One has arrived. Its owner's oldest make room for it.
  synchronized void add(Interactions of, long id, int type, byte[] data) {
    var one = new OpenInteraction(ticker, id, of, type, data, age(id));
    if (one.timeLeft().isZero()) {
      return;
    }
    OfOwner mine = owners.computeIfAbsent(of.owner(), _ -> new OfOwner());
    forgetOver(mine);
    if (mine.get(id) == null && makeRoom(of.owner(), mine, size(one))) {
      mine.place(one).put(id, one);
    }
    if (mine.isEmpty()) {
      owners.remove(of.owner());
    }
  }

  private Duration age(long id) {
    long millis = clock.millis() - Snowflake.millis(id);
    return Duration.ofMillis(Math.clamp(millis, 0, OpenInteraction.TOKEN_LIFE.toMillis()));
  }

  private boolean makeRoom(String owner, OfOwner mine, int size) {
    while (true) {
      switch (bytes.take(owner, size)) {
        case null -> {
          return true;
        }
        case TOTAL -> owners.values().forEach(this::forgetOver);
        case SHARE -> {}
      }
      if (bytes.take(owner, size) == null) {
        return true;
      }
      if (mine.isEmpty()) {
        return false;
      }
      forgetFirst(mine.typing.isEmpty() ? mine.others : mine.typing);
    }
  }

  private void forgetOver(OfOwner mine) {
    for (var queue : List.of(mine.typing, mine.others)) {
      while (!queue.isEmpty() && queue.values().iterator().next().timeLeft().isZero()) {
        forgetFirst(queue);
      }
    }
  }

  private void forgetFirst(Map<Long, OpenInteraction> queue) {
    var first = queue.values().iterator();
    giveBack(first.next());
    first.remove();
  }

  private void giveBack(OpenInteraction one) {
    bytes.give(one.of().owner(), size(one));
  }

  private static int size(OpenInteraction one) {
    return one.data().length + OVERHEAD;
  }

  /// A bot's, the newest first.
  synchronized List<OpenInteraction> of(Interactions of) {
    OfOwner mine = owners.get(of.owner());
    if (mine == null) {
      return List.of();
    }
    forgetOver(mine);
    var all = new ArrayList<OpenInteraction>();
    for (var queue : List.of(mine.typing, mine.others)) {
      queue.values().stream()
          .filter(one -> one.botId() == of.botId() && !one.timeLeft().isZero())
          .forEach(all::add);
    }
    all.sort(Collections.reverseOrder((a, b) -> Long.compareUnsigned(a.id(), b.id())));
    return all;
  }

  /// One of a bot's; null if it is not known.
  synchronized @Nullable OpenInteraction find(Interactions of, long id) {
    OfOwner mine = owners.get(of.owner());
    return mine == null ? null : mine.get(id);
  }

  /// Sets who is told of [#relayed] interactions that are not known here: their bots may live on
  /// other nodes. Called on any thread.
  public void onUnknown(LongConsumer elsewhere) {
    unknown = elsewhere;
  }

  /// A library on the relay has answered one, and Discord has taken the answer. The library need
  /// not say for which bot.
  public void relayed(long id) {
    if (!answered(id)) {
      unknown.accept(id);
    }
  }

  /// The same of a library on any node.
  ///
  /// @return whether it is known here
  public synchronized boolean answered(long id) {
    for (OfOwner mine : owners.values()) {
      OpenInteraction one = mine.get(id);
      if (one != null) {
        one.reaction(OpenInteraction.Reaction.RELAYED);
        one.of().answering(Long.toUnsignedString(id));
        return true;
      }
    }
    return false;
  }

  /// A bot has ended.
  synchronized void forget(Interactions of) {
    OfOwner mine = owners.get(of.owner());
    if (mine == null) {
      return;
    }
    for (var queue : List.of(mine.typing, mine.others)) {
      queue
          .values()
          .removeIf(one -> {
            boolean ended = one.of() == of;
            if (ended) {
              giveBack(one);
            }
            return ended;
          });
    }
    if (mine.isEmpty()) {
      owners.remove(of.owner());
    }
  }
}
