/// Outgoing webhooks: a bot's events, sent to URLs that its owner set, so that their readers need
/// no connection of their own.
///
/// **What is sent.** A `Message`, according to <https://www.standardwebhooks.com>: a POST whose
/// `webhook-id` stays the same over all repeats, signed with the webhook's `WebhookSecrets`. After
/// a rotation the former secret also signs, for a day.
///
/// **Where it may go.** `Destinations` is the guard against requests that a caller makes this
/// server send to places that he cannot reach himself. `WebhookUrl` parses a URL once, in one
/// strict form, so that no two parsers can disagree. `PublicAddresses` knows which addresses are
/// reachable for anyone on the internet; a setting ([dev.botswain.config.Reach]) says whether
/// webhooks may lead beyond these. At every attempt the name is resolved, all its addresses are
/// checked, and the connection goes to the first of these exact addresses that accepts it. The name
/// is still used for the Host header and the certificate. Redirects are answers like any other.
///
/// **How it is sent.** Each webhook has one `ReceiverConnection`, with at most one `ReceiverSocket`
/// and one attempt at a time. A `DeliveryRequest` is an attempt in progress, on the connection's
/// event loop, under a single deadline; the caller waits for it on a virtual thread. The status
/// decides, 4 KiB of the body are read, and then the connection is closed unless it ended cleanly.
/// So a receiver that hangs, trickles, sends without end or does not read costs one connection and
/// 15 s, both its own. `HostTurns` bounds attempts to one host, with a share for each bot; no
/// webhook waits for another host.
///
/// **Where an answer ends.** Bytes after an answer would be taken for the next answer, so that an
/// event would be sent twice or wrongly considered delivered. `Framing` says which heads leave no
/// doubt, `AnswerDecoder` sees every byte that belongs to no answer, and a `ReceiverConnection`
/// keeps no connection to a receiver that ever sent one.
///
/// **The outcome.** A [DeliveryOutcome] says what the receiver made of the message, a
/// [DeliveryAttempt] when and how fast, and `RetryState` decides what follows (`RetryDecision`):
/// done; again after a growing and jittered pause, for at least a day if the receiver is down and
/// for minutes if it does not accept this message; given up as a dead letter; or an end to all
/// deliveries after a 410. A `Deliverer` delivers a webhook's events in order. It keeps its
/// position in the log, the `RetryState` of the current event, and one `ReceiverConnection`.
/// `docs/webhooks.md` explains this to owners of receivers.
@NullMarked
package dev.botswain.webhook;

import org.jspecify.annotations.NullMarked;
