/// Passes callers' requests on to the node that owns their bot.
///
/// A caller may ask any node. [Whose] says from the head of a request which bot it is for, without
/// asking anybody: a session id, a bot's token and a ticket all begin with their bot's id.
/// [dev.botswain.cluster.Directory] says where that bot lives, and a [Crossing] takes the request
/// there and the answer back, both at the pace of whoever reads. The owner decides everything about
/// it: whether the session is valid, its limits, the answer. The node that was asked does what only
/// it can: TLS, whether the request is sound, the limits of callers without a session, the log.
///
/// ## The hop
///
/// Nodes talk plain HTTP/1.1 on a port of their own. Each request has a [HopPass] in the header
/// `Botswain-Hop`: for which node it is, what the first node says of the caller, and a code over
/// these, the method and the path, with a key that is derived from the nodes' secret key. Without a
/// valid one there is no answer but 404, before anything else is read. Callers' headers of that
/// name are ignored, because no request of the callers' ports is ever taken for a node's. It keeps
/// callers out who reach that port; it does not hide anything from who can listen on the network
/// between nodes.
///
/// A request is passed on once at most: a node that does not own the bot answers 421, and the first
/// node looks again. So two nodes that each think that the other owns a bot make no loop.
///
/// The owner's answer has a header of that name too, see [HopReply]. No caller sees it.
///
/// ## When a node goes
///
/// A request that was not sent yet waits some seconds for the bot's next owner, and so does one
/// that only reads. What may have been done is never repeated: its caller gets 502 `node_lost`. A
/// stream of events ends, so that its reader comes back with the last id that it has; any other
/// answer breaks off, so that it does not look whole. [Links] notices nodes that are gone or cannot
/// be reached.
///
/// ## Nodes' own requests
///
/// [Nodes] sends them and has their routes, below `/node/`. A caller cannot reach these: a
/// [HopPass] says whose request it is.
@NullMarked
package dev.botswain.forward;

import org.jspecify.annotations.NullMarked;
