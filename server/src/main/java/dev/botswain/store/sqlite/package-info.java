/// The store that is kept in a file: SQLite in WAL mode, in the folder `BOTSWAIN_DATA`.
///
/// | file | what it is |
/// |---|---|
/// | `botswain.db`, `-wal`, `-shm` | the database |
/// | `native` | native code of libraries, so that no temporary folder is needed for it |
/// | `secret.key` | the key of what is encrypted, where `BOTSWAIN_SECRET_KEY` does not give one |
/// | `lock` | held by the process that has the folder open |
/// | `uploads` | a folder of forms with files whose requests are at work; not the store's, and cleared at each start |
///
/// | table | a row is |
/// |---|---|
/// | `meta` | a value by name; `key_check` tells whether the key is the right one, `indexed` up to where [EventIndex] is written |
/// | `sessions` | a session, by the hash of its id |
/// | `bots` | a bot that is logged in; its token is encrypted |
/// | `shard_sessions` | a shard's gateway session at Discord |
/// | `resume_points` | the sequence up to which a shard's events are stored, as of the last time that all were written ([ResumePoints]) |
/// | `events` | an event, with its shard and sequence if Discord sent it. Ids grow over all bots, so rows are only ever added at the end |
/// | `events_of_bot` | which events are a bot's, and how large they are; the newest are not there yet ([EventIndex]) |
/// | `trimmed` | the last event that a bot's log has forgotten |
/// | `guilds`, `guild_changes` | what a bot knows of a guild: a document, and the events since |
/// | `idempotency_keys` | a request that is to act once, and its answer, encrypted: it may hold the token of a webhook of Discord |
/// | `webhooks`, `dead_letters` | a webhook with its cursor, its definition encrypted |
/// | `client_sessions` | where a client of the relay goes on |
///
/// Before anything is written, [Contents] looks at the file through a connection that cannot write:
/// a damaged file, one of a newer version or one with another key is refused and left as it is.
/// What is read at every start is checked as a whole. Events are not, for that would take seconds;
/// where one of them is damaged, reading it fails.
///
/// One thread writes ([Writer]): it takes whatever has been given since the last commit and commits
/// it in one transaction. With `synchronous=NORMAL` a commit is in the operating system's hands
/// when it is told of, so it survives the death of the process at any moment; after a loss of power
/// the last moments may be missing, but whole transactions of them, so bots resume from where the
/// file ends. Another thread moves the WAL into the database, which takes a disk's time and must
/// not hold up the writer ([Checkpoints]). Reads have threads and connections of their own and see
/// what was committed.
@NullMarked
package dev.botswain.store.sqlite;

import org.jspecify.annotations.NullMarked;
