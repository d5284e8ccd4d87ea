/// The store in a file: SQLite in WAL mode, in the folder `BOTSWAIN_DATA`.
///
/// | file | content |
/// |---|---|
/// | `botswain.db`, `-wal`, `-shm` | the database |
/// | `botswain.db.v6` | a copy of the database of an earlier version, from before its migration ([UpgradeCopy]) |
/// | `botswain.db.restoring`, `botswain.db.restored`, `before-restore-…` | a backup that is being put back, and what it replaced ([RestoredData]) |
/// | `native` | native code of libraries, so that they need no temporary folder |
/// | `secret.key` | the keys that encrypt, one per line, if the configuration does not say where they are; the first one seals |
/// | `lock` | held by the process that has the folder open |
/// | `uploads` | a folder for forms with files whose requests are in progress; not part of the store, and cleared at each start |
///
/// | table | a row is |
/// |---|---|
/// | `meta` | a value by name; `indexed` is up to where [EventIndex] is written |
/// | `sealing_keys` | a key with which something may be sealed ([KeysInUse]) |
/// | `sessions` | a session, by the hash of its id |
/// | `bots` | a logged-in bot; its token is encrypted |
/// | `shard_sessions` | a shard's gateway session at Discord |
/// | `resume_points` | the sequence up to which a shard's events are stored, as of the last time that all were written ([ResumePoints]) |
/// | `events` | an event, with its shard and sequence if Discord sent it. Ids grow over all bots, so rows are only added at the end |
/// | `events_of_bot` | which bot an event belongs to, and its size; the newest are not there yet ([EventIndex]) |
/// | `trimmed` | the last deleted event of a bot's log |
/// | `guilds`, `guild_changes` | what a bot knows of a guild: a document, and the events since |
/// | `idempotency_keys` | a request that must act only once, and its answer, encrypted: it may contain the token of a Discord webhook |
/// | `webhooks`, `dead_letters` | a webhook with its cursor, its definition encrypted |
/// | `audit` | who did what; `outcome` is missing until it is known |
/// | `client_sessions` | where a client of the relay resumes |
///
/// Before anything is written, [Contents] checks the file through a read-only connection: a damaged
/// file, one of a newer version or one with another key is refused and stays unchanged. What is
/// read at every start is checked as a whole. Events are not, because that would take seconds;
/// reading a damaged one fails.
///
/// One thread writes ([Writer]): it takes everything submitted since the last commit and commits it
/// in one transaction. With `synchronous=NORMAL`, the operating system has a commit when it is
/// reported, so it survives the death of the process at any moment. After a loss of power the last
/// transactions may be missing, but only as a whole, so bots resume from where the file ends.
/// Another thread moves the WAL into the database, which takes disk time and must not hold up the
/// writer ([Checkpoints]). Reads use separate threads and connections and see what was committed.
///
/// The key may change meanwhile ([SqlSecretKeys]), and another process may make a [Backup].
@NullMarked
package dev.botswain.store.sqlite;

import org.jspecify.annotations.NullMarked;
