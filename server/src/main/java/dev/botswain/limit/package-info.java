/// What is bounded, and by how much. [dev.botswain.limit.Limit] is the one table of everything of
/// which there is only so much for all: each row has a total, and the share of it that one network,
/// bot, session or host may have, so that one of them cannot take from all. `docs/limits.md` is
/// written from it. [dev.botswain.limit.Shares] counts what is taken.
///
/// Bounds of a single thing, such as how long a name may be, are not in the table: they stand where
/// the thing is.
@NullMarked
package dev.botswain.limit;

import org.jspecify.annotations.NullMarked;
