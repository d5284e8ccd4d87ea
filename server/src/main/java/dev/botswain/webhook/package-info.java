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
/// addresses are looked at, and the connection goes to the very one that was; the name remains for
/// the Host header and the certificate. Redirects are answers like any other.
///
/// **How it is sent.** Each webhook has a `Line`: one connection and one attempt at a time. An
/// `Exchange` is an attempt under way, on the line's event loop, under a single deadline; the
/// caller waits for it on a virtual thread. The status decides, 4 KiB of the body are read, and
/// then the connection is closed if it did not come to a clean end. So a receiver that hangs,
/// trickles, sends without an end or does not read costs one connection and 15 s, its own.
/// `HostTurns` bounds attempts to one host; nobody waits for another host.
///
/// **What comes of it.** An [Outcome] says what the receiver made of the message, an [Attempt] when
/// and how fast, and `Tries` what follows (`Next`): done, again after a growing and scattered pause
/// for at least a day, given up as a dead letter, or an end to all deliveries after a 410. Nothing
/// here sleeps or stores: that is for the one who delivers a webhook's events in order, who keeps
/// its place in the log, the `Tries` of the event that it is at, and one `Line`.
@NullMarked
package dev.botswain.webhook;

import org.jspecify.annotations.NullMarked;
