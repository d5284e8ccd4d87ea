/// Counters of bounded resources: [dev.botswain.share.Shares] counts who has how much, and
/// [dev.botswain.share.Bound] says how much there is, and how much of it one user may have.
@NullMarked
package dev.botswain.share;

import org.jspecify.annotations.NullMarked;
