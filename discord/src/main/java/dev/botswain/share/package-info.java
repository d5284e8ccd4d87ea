/// Counts of what there is only so much of: [dev.botswain.share.Shares] says who has how much, and
/// [dev.botswain.share.Bound] how much there is, and how much of it one may have.
@NullMarked
package dev.botswain.share;

import org.jspecify.annotations.NullMarked;
