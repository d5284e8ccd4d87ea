/// Sessions: a caller's right to use a bot.
///
/// A [Session] is made by a login and named by a [SessionId] of 256 random bits, which only the
/// caller has: kept is its SHA-256. [Sessions] finds a session by its id, ends it at a logout,
/// after a time without use, or when Discord does not accept the bot's token any more, and holds
/// the bot for as long as it has sessions.
@NullMarked
package dev.botswain.session;

import org.jspecify.annotations.NullMarked;
