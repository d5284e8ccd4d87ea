package dev.botswain.doctor;

import static dev.botswain.doctor.FindingCode.DISCORD_TLS;
import static dev.botswain.doctor.FindingCode.DISCORD_UNREACHABLE;
import static dev.botswain.doctor.FindingCode.GATEWAY_REFUSED;
import static dev.botswain.doctor.FindingCode.IDENTIFY_BUDGET_EXHAUSTED;
import static dev.botswain.doctor.FindingCode.SHARD_DISCONNECTED;
import static dev.botswain.doctor.FindingCode.TOKEN_REJECTED;

import java.util.Map;
import java.util.Set;

/// What follows from what, so that one cause is told once.
final class Consequences {
  private static final Map<FindingCode, Set<FindingCode>> OF =
      Map.of(
          DISCORD_UNREACHABLE, Set.of(SHARD_DISCONNECTED),
          DISCORD_TLS, Set.of(SHARD_DISCONNECTED),
          TOKEN_REJECTED, Set.of(SHARD_DISCONNECTED, GATEWAY_REFUSED),
          IDENTIFY_BUDGET_EXHAUSTED, Set.of(SHARD_DISCONNECTED),
          GATEWAY_REFUSED, Set.of(SHARD_DISCONNECTED));

  private Consequences() {}

  /// Whether a finding only follows from one of these.
  static boolean isOne(FindingCode code, Set<FindingCode> of) {
    return of.stream().anyMatch(cause -> OF.getOrDefault(cause, Set.of()).contains(code));
  }
}
