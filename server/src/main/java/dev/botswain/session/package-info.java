/// Sessions: what entitles a caller to use a bot.
///
/// A login creates a [Session], which is named by a [SessionId] of 256 random bits. Only the caller
/// has the id; the server stores its SHA-256. [Sessions] finds a session by its id and keeps the
/// bot for as long as it has sessions. It ends a session at a logout, after a time without use, or
/// when Discord no longer accepts the bot's token.
@NullMarked
package dev.botswain.session;

import org.jspecify.annotations.NullMarked;
