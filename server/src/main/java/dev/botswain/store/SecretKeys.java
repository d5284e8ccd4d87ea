package dev.botswain.store;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/// The keys that encrypt secrets in a store. One encrypts; others may still be needed to decrypt
/// what was written before a change. A key is named by an id that says nothing about it.
public interface SecretKeys {
  /// How they stand.
  ///
  /// @param source where they come from, for people
  /// @param current the id of the one that encrypts
  /// @param older ids of those with which something may still be encrypted; it is being encrypted
  ///   anew
  /// @param unneeded ids of those in the source that nothing needs
  /// @param resealed the number of values that were encrypted anew since the start
  /// @param problem what keeps older ones from being done with, for people
  record State(
      String source,
      String current,
      List<String> older,
      List<String> unneeded,
      long resealed,
      Optional<String> problem) {
    public State {
      older = List.copyOf(older);
      unneeded = List.copyOf(unneeded);
    }
  }

  /// What becomes of a wish for a new key.
  sealed interface Rotation {
    /// A new key encrypts from now on, and what is there is being encrypted anew.
    record Begun(State state) implements Rotation {}

    /// Nothing has changed.
    ///
    /// @param reason a sentence that says what to do
    record Refused(String reason) implements Rotation {}
  }

  /// How they stand now; empty if nothing is encrypted because nothing outlives the process.
  Optional<State> state();

  /// Secrets of 32 bytes that are derived from the keys, one for each that can decrypt, the current
  /// one's first. Without the keys nobody can derive them, whatever else is known of the store.
  ///
  /// @param purpose what they are for; others get others
  List<byte[]> derived(String purpose);

  /// Begins to use a new key: one that was put before the others in their source, or one that is
  /// made and written there.
  ///
  /// @return fails with [StoreFailedException]; the next start then uses the new key
  Future<Rotation> rotate();
}
