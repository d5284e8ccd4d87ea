package dev.botswain.store;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the processes on one store count together, whichever bots they own: requests that count
/// against the address from which they reach Discord, tokens that Discord rejected, and what
/// tenants use.
///
/// It is not fenced ([NodeStore]): what a process has counted stays true when it is given up, and
/// stays in the window of ten minutes when it dies.
///
/// Stores for one process share nothing ([SoleProcess]).
public interface ProcessStore {
  /// Numbers of processes are below. After the last they begin again.
  int NUMBERS = 4_096;

  /// The length of a step in which counts are kept.
  Duration STEP = Duration.ofSeconds(30);

  /// Enters this process, once.
  ///
  /// @return a number that no other process has which is alive
  Future<Integer> enter();

  /// Adds what this process has counted since the last time, and reads what others have. To be
  /// called each second, and not before the last call is done. A process that has not done so for
  /// half a minute counts as dead.
  ///
  /// @return with the tokens that it was not told of before. Fails with [StoreFailedException];
  ///   then the counts may have been added or not
  Future<Others> exchange(Report report);

  /// @param number of this process
  /// @param run what [AuditFilter.Run] says of it
  /// @param egress the name of the address from which it reaches Discord
  /// @param invalid new answers that counted against the address, by whose they were
  /// @param rejected tokens that Discord rejected
  /// @param used how much its tenants use of what is bounded, by tenant and quota; replaces what
  ///   was reported before
  record Report(
      int number,
      AuditFilter.Run run,
      String egress,
      Map<String, Integer> invalid,
      List<Rejected> rejected,
      Map<String, Long> used) {}

  /// A token that Discord rejected.
  ///
  /// @param hash its SHA-256, in hex
  /// @param network where it came from; null if it was accepted once, and counts toward no network
  /// @param age how long ago
  record Rejected(String hash, @Nullable String network, Duration age) {}

  /// Answers that counted against the address.
  ///
  /// @param bot whose they were
  /// @param age in steps of half a minute: 0 in this one, up to 20
  record Invalid(String bot, int age, int count) {}

  /// What others have counted.
  ///
  /// @param runs of the processes that are alive, this one included
  /// @param invalid of those with the same address, dead ones included
  /// @param used how much the others that are alive use, by tenant and quota
  record Others(
      List<AuditFilter.Run> runs,
      List<Invalid> invalid,
      List<Rejected> rejected,
      Map<String, Long> used) {}
}
