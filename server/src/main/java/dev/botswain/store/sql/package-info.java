/// What stores in databases share: the statements of most facets, which are the same SQL up to a
/// [Dialect], and the thread that writes.
///
/// One thread writes ([Writer]): it takes everything submitted since the last commit and commits it
/// in one transaction of [Rows], in the order in which it was submitted. Reads use separate threads
/// and connections ([Reader]) and see what was committed. The key that encrypts secrets may change
/// meanwhile ([SqlSecretKeys]).
@NullMarked
package dev.botswain.store.sql;

import org.jspecify.annotations.NullMarked;
