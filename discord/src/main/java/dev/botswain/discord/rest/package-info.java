/// Discord's REST API, as a bot needs it: requests go in, Discord's answers come out, and in
/// between every rule of <https://discord.com/developers/docs/topics/rate-limits> is kept.
///
/// **The way of a request.** [dev.botswain.discord.rest.DiscordRest] is there once in a server and
/// opens a [dev.botswain.discord.rest.RestQueue] for each bot. A request that is handed to the
/// queue becomes a call; its method and path tell the route, and the route leads to a bucket. The
/// call stands in that bucket's line until `Scheduler` gives a permit, `Transport` sends it (each
/// time is an `Attempt`), and `Verdict` says what the answer means: final, to be sent again later,
/// or a reason to doubt the token. What the answer's headers say of the bucket is taken in before
/// anything else is sent.
///
/// **Limits are learned.** Nothing about Discord's limits is written down here but the global one.
/// A route is unknown until its first answer, and until then one request at a time is sent for each
/// major parameter. After that, as many are on their way as the bucket has left. `Bucket` says how
/// that is counted although answers overtake each other, and `Buckets` how routes find out that
/// they share one.
///
/// **Waiting is bounded.** A request has patience. When it is certain that its turn comes later, it
/// is refused at once and told when to come back; if that turns out only while it waits, then. A
/// queue holds a bounded number of calls, and what a bot no longer uses is forgotten, so that an
/// idle one costs less than a KiB.
///
/// **Everything is shared.** Unfinished calls and connections are bounded in all and for each queue
/// (`ConnectionShare`), with those apart that may take long, uploads, and those that must not wait,
/// answers to interactions.
///
/// **Repeating is safe or does not happen.** After a failure of Discord's or of the network a
/// request is sent again if it certainly never left, or if it may be repeated: three times in all,
/// with growing, scattered waits. A 429 had no effect, so it is waited out.
///
/// **Bodies may be streams.** What a caller of its own passes on, as the relay does, need not be
/// held here: a [dev.botswain.discord.rest.RestBody.Streamed] is read only when its turn has come,
/// and a [dev.botswain.discord.rest.BodyStream] comes as soon as the answer's head is there. Its
/// bytes move on the caller's event loop; the queue's only decides.
///
/// **Secrets stay in.** Out of every answer the bot's token and ids of sessions are taken, which
/// anybody may have posted (`TokenVeil`); what the gateway says passes the same veil.
///
/// **The address is protected.** All bots share the address of this server, and Discord bans one
/// that errs too often. `InvalidRequestGuard` refuses before that happens, those first who caused
/// most; [dev.botswain.discord.rest.UnknownTokens] bounds what guesses at logins may cost. A token
/// that Discord rejects is never used again, once `TokenTrust` has made sure, nor is a webhook that
/// is gone.
///
/// **Threads.** All of a queue's state belongs to one event loop, so there are no locks in it.
/// Requests may come from any thread; answers go back to where the request came from. What all bots
/// share, the guard and the memory of gone webhooks, is safe for threads by itself.
///
/// Times are nanoseconds of a ticker, as [java.lang.System#nanoTime], and are only ever compared by
/// their difference. Discord's clock is never compared with ours.
@NullMarked
package dev.botswain.discord.rest;

import org.jspecify.annotations.NullMarked;
