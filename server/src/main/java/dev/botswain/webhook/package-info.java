/// Outgoing webhooks: a bot's events, sent to URLs that its owner set, so that whoever reads them
/// needs no connection of their own.
///
/// **What is sent.** A `Message`, as <https://www.standardwebhooks.com> has it: a POST whose
/// `webhook-id` stays the same over all repeats, signed with the webhook's `WebhookSecrets`. After
/// a rotation the former secret signs too, for a day.
///
/// **Where it may go.** `Destinations` is the guard against requests that a caller has this server
/// make to places that he cannot reach himself. `WebhookUrl` takes a URL apart once, in one strict
/// form, so that no two parsers can disagree. `PublicAddresses` knows what anybody could reach from
/// the internet; how far beyond that webhooks may lead is a setting
/// ([dev.botswain.config.Config.Webhooks.Reach]). The name is resolved at every attempt, all its
/// addresses are looked at, and the connection goes to the first of these very ones that takes it;
/// the name remains for the Host header and the certificate. Redirects are answers like any other.
///
/// **How it is sent.** Each webhook has a `Line`: one connection (`Wire`) and one attempt at a
/// time. An `Exchange` is an attempt under way, on the line's event loop, under a single deadline;
/// the caller waits for it on a virtual thread. The status decides, 4 KiB of the body are read, and
/// then the connection is closed if it did not come to a clean end. So a receiver that hangs,
/// trickles, sends without an end or does not read costs one connection and 15 s, its own.
/// `HostTurns` bounds attempts to one host, with a share for each bot; nobody waits for another
/// host.
///
/// **Where an answer ends.** What stands behind an answer would be taken for the next one, and an
/// event would come twice or be thought delivered. `Framing` says which heads leave no doubt,
/// `AnswerDecoder` sees every byte that belongs to no answer, and a `Line` keeps no connection of a
/// receiver that ever sent one.
///
/// **What comes of it.** An [Outcome] says what the receiver made of the message, an [Attempt] when
/// and how fast, and `Tries` what follows (`Next`): done, again after a growing and scattered pause
/// for at least a day if the receiver is down and for minutes if it does not take this one, given
/// up as a dead letter, or an end to all deliveries after a 410. A `Courier` delivers a webhook's
/// events in order: it keeps its place in the log, the `Tries` of the event that it is at, and one
/// `Line`. `docs/webhooks.md` says all this to owners of receivers.
@NullMarked
package dev.botswain.webhook;

import org.jspecify.annotations.NullMarked;
