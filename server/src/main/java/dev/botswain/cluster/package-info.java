/// Several nodes on one store: which of them acts for which bot.
///
/// Each node beats in the store ([dev.botswain.store.NodeStore]) and holds a lease as long as it
/// does; one that stops beating is fenced, and the others claim its bots. A bot has one owner at a
/// time, whose claim has an epoch; the store refuses what an earlier owner still wants to append.
/// [Residents] brings a claimed bot up here and takes it down again; [Directory] says where a bot
/// lives now, for whoever has a request for it.
///
/// A server with a store of its own is a cluster of one.
@NullMarked
package dev.botswain.cluster;

import org.jspecify.annotations.NullMarked;
