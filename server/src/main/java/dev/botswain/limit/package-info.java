/// What is bounded, and by how much. [dev.botswain.limit.Limit] is the one table of all bounds that
/// are shared: each row has a total, and the share of it that one network, bot, session or host may
/// use, so that one of them cannot take everything. `docs/limits.md` is generated from it.
/// [dev.botswain.share.Shares] counts the use.
///
/// Bounds of a single thing, such as the length of a name, are not in the table; they are next to
/// the thing.
@NullMarked
package dev.botswain.limit;

import org.jspecify.annotations.NullMarked;
