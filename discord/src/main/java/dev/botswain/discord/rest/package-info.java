/// Discord's REST API, as a bot needs it: requests go in, Discord's answers come out, and in
/// between every rule of <https://discord.com/developers/docs/topics/rate-limits> is kept.
///
/// **The way of a request.** A server has one [dev.botswain.discord.rest.DiscordRest], which opens
/// a [dev.botswain.discord.rest.RestQueue] for each bot. A request that is passed to the queue
/// becomes a call. Its method and path determine the route, and the route leads to a bucket. The
/// call waits in that bucket until `Scheduler` gives a permit. Then `Transport` sends it (each time
/// is an `Attempt`), and `Verdict` says what the answer means: final, to be sent again later, or a
/// reason to doubt the token. The answer's headers update the bucket before anything else is sent.
///
/// **Limits are learned.** The only limit of Discord's that is written down here is the global one.
/// A route is unknown until its first answer, and until then one request at a time is sent for each
/// major parameter. After that, as many are in flight as the bucket has left. `Bucket` explains how
/// that is counted although answers overtake each other, and `Buckets` how routes find out that
/// they share one.
///
/// **Waiting is bounded.** A request has patience. If it is certain that its turn comes later, it
/// is refused at once with the time to come back; if that turns out only while it waits, it is
/// refused then. A queue holds a bounded number of calls, and what a bot no longer uses is dropped,
/// so that an idle bot costs less than a KiB.
///
/// **Everything is shared.** Unfinished calls and connections are bounded in total and for each
/// queue (`ConnectionShare`). Uploads, which may take long, and answers to interactions, which must
/// not wait, are counted separately.
///
/// **Repeating is safe or does not happen.** After a failure of Discord or of the network a request
/// is sent again if it certainly never left, or if it may be repeated: three times in total, with
/// growing, jittered waits. A 429 had no effect, so it is waited out.
///
/// **Bodies may be streams.** What a caller passes on, as the relay does, need not be held in
/// memory: a [dev.botswain.discord.rest.RestBody.Streamed] is read only when its turn has come, and
/// a [dev.botswain.discord.rest.BodyStream] is available as soon as the answer's head is there. Its
/// bytes move on the caller's event loop; the queue's event loop only decides.
///
/// **Secrets stay in.** Every answer is searched for the bot's token and session ids, which any
/// user may have posted, and they are removed (`TokenVeil`). What the gateway says passes the same
/// veil.
///
/// **The address is protected.** All bots share the address of this server, and Discord bans an
/// address that fails too often. `InvalidRequestGuard` refuses requests before that happens, first
/// those of the bots that caused most. [dev.botswain.discord.rest.UnknownTokens] bounds the cost of
/// guessing at logins. A token that Discord rejects is never used again, once `TokenTrust` has made
/// sure, nor is a webhook that is gone.
///
/// **Threads.** All of a queue's state belongs to one event loop, so it needs no locks. Requests
/// may come from any thread; answers return to where the request came from. What all bots share,
/// the guard and the memory of gone webhooks, is thread-safe by itself.
///
/// Times are nanoseconds of a ticker, as [java.lang.System#nanoTime], and are only compared by
/// their difference. Discord's clock is never compared with ours.
@NullMarked
package dev.botswain.discord.rest;

import org.jspecify.annotations.NullMarked;
