/// The store in a PostgreSQL database (14 or later), which several nodes may use at once.
///
/// | table | a row is |
/// |---|---|
/// | `nodes`, `beats` | a node, and the number that it increases; `nodes.state` is the fence |
/// | `ownership` | which node owns a bot, with the epoch of its claim |
/// | `revisions` | a number that grows with each change of ownership, and one of access |
/// | `events` | an event, with its shard and sequence if Discord sent it; partitions of some hours ([Partitions]) |
/// | `logs` | up to where a bot's log was deleted, and its size as of the last trim ([PostgresTrim]) |
/// | `processes`, `egress_counts`, `rejected_tokens` | what processes count together; not fenced ([PostgresProcesses]) |
/// | `shard_sessions` | a shard's gateway session at Discord, with the sequence at an event; the rest is in the rows of later events |
///
/// All others are as in SQLite. The files `1.sql` and so on make them ([Schema]), `functions.sql`
/// has what is done by one statement.
///
/// **Fence.** A transaction that writes anything of bots locks its node's row first, and is refused
/// if the node is dead. The events of a bot are refused unless this node owns it with the epoch
/// that they bear; the rest of their transaction is stored ([PostgresRows]). Who declares a node
/// dead waits for what it is writing, and ends its connections if that takes a second.
///
/// **A lost connection.** Nothing waits for the server without a bound. Events wait and are
/// retried, in order; before that, whatever the lost connection was doing is ended, and it is found
/// out which of them are stored ([Positions]). If a failover lost some that were reported, the bot
/// is refused as behind. Changes fail, after a short while in which their outcome is asked for; if
/// the server does not answer in it, one may have been made although it failed.
@NullMarked
package dev.botswain.store.postgres;

import org.jspecify.annotations.NullMarked;
