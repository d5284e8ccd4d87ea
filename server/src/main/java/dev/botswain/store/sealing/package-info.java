/// How secrets are encrypted in a store, whatever it is: AES-256-GCM, with keys that may change.
///
/// A [Keyring] reads the keys where the configuration says ([KeySource]); of a [Keyset] the first
/// seals and all open. A [Vault] seals the values of [SealedColumn]s, each for its row alone.
@NullMarked
package dev.botswain.store.sealing;

import org.jspecify.annotations.NullMarked;
