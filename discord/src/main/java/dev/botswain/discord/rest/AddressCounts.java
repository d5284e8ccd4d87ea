package dev.botswain.discord.rest;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What other processes must know that reach Discord from the same address, or whose callers try
/// the same tokens: Discord counts an address's invalid requests together, whoever sends them.
///
/// Whoever runs several processes passes what [#take] returns in one of them to [#learn] in all
/// others, within a second or two. Until [#take] is called for the first time nothing is collected.
/// Thread-safe.
public interface AddressCounts {
  /// How long a step is, in which ages of counts are given.
  Duration STEP = Duration.ofNanos(SlidingCount.STEP);

  /// What has happened since the last call.
  New take();

  /// Puts back what could not be passed on.
  void putBack(New untold);

  /// What others have counted.
  void learn(Others others);

  /// What happened here.
  ///
  /// @param invalid answers of 401, 403 and 429, by a fingerprint of the token that they were for;
  ///   the empty one for requests without
  /// @param rejected tokens that Discord rejected
  record New(Map<String, Integer> invalid, List<Rejected> rejected) {}

  /// @param hash of the token
  /// @param network whose budget it uses; null for none
  /// @param age how long ago it was rejected
  record Rejected(String hash, @Nullable String network, Duration age) {}

  /// Invalid answers of others.
  ///
  /// @param bot the fingerprint of its token, or empty
  /// @param age in steps, 0 for those of the current one
  record Invalid(String bot, int age, int count) {}

  /// What happened elsewhere.
  ///
  /// @param invalid all that were counted behind this address in the last 21 steps; replaces what
  ///   was learned before
  /// @param rejected tokens that are told for the first time
  record Others(List<Invalid> invalid, List<Rejected> rejected) {}
}
