package dev.botswain.libraries;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

/// What every caller of [MixedTrafficTest] does until it is over: rounds of all kinds of requests
/// in some channels, only messages in others, and looking up a member. Each worker has one request
/// in progress at a time.
///
/// @param rounds channels with one worker each
/// @param sends channels for messages only, with a worker for each time that one is named
/// @param member the member to look up
record MixedWork(String guild, List<String> rounds, List<String> sends, String member) {

  /// The same with several workers in each channel for messages only.
  MixedWork sendsTimes(int hands) {
    return new MixedWork(
        guild,
        rounds,
        sends.stream().flatMap(channel -> Collections.nCopies(hands, channel).stream()).toList(),
        member);
  }

  void start(String name, MixedCaller caller, MixedTally tally, ExecutorService hands) {
    var hand = new Hand(name, caller, tally);
    rounds.forEach(channel -> hands.execute(() -> hand.repeat(() -> hand.round(channel))));
    sends.forEach(channel -> hands.execute(() -> hand.repeat(() -> hand.send(channel))));
    hands.execute(() -> hand.repeat(hand::look));
  }

  private final class Hand {
    private final String name;
    private final MixedCaller caller;
    private final MixedTally tally;

    Hand(String name, MixedCaller caller, MixedTally tally) {
      this.name = name;
      this.caller = caller;
      this.tally = tally;
    }

    void repeat(Runnable work) {
      try {
        while (!tally.isOver()) {
          work.run();
        }
      } catch (MixedTally.OverException _) {
        // in the middle of a round
      } catch (RuntimeException | AssertionError failure) {
        tally.failed(name, failure.toString());
      }
    }

    void round(String channel) {
      String message = send(channel);
      did("edit", message, () -> caller.edit(channel, message, "ahoy there"));
      did("react", message, () -> caller.react(channel, message));
      did("fetch", message, () -> caller.fetch(channel, message));
      did("unreact", message, () -> caller.unreact(channel, message));
      did("history", channel, () -> caller.history(channel));
      did("delete", message, () -> caller.delete(channel, message));
    }

    String send(String channel) {
      return timed("create", () -> caller.send(channel, "ahoy"));
    }

    void look() {
      did("member", member, () -> caller.member(member));
    }

    private void did(String kind, String id, Runnable request) {
      timed(
          kind,
          () -> {
            request.run();
            return id;
          });
    }

    private String timed(String kind, Supplier<String> request) {
      tally.stopIfOver();
      long begun = System.nanoTime();
      String id = request.get();
      tally.did(name, kind, id, (System.nanoTime() - begun) / 1_000_000);
      return id;
    }
  }
}
