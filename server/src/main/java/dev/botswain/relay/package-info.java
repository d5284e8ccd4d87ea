/// Discord's own APIs, for existing libraries: they are pointed at this server, given a session id
/// as the token, and run unmodified. REST is in `relay.rest`, the gateway in `relay.gateway`; this
/// package has what both need.
///
/// The REST relay has to say where the gateway is ([dev.botswain.relay.GatewayAnswer]), and both
/// report errors of our own in Discord's form ([dev.botswain.relay.RestErrors]), because libraries
/// know no other.
///
/// **Events before answers.** Some libraries expect the event that a request causes before its
/// answer. [dev.botswain.relay.OwnEvents] knows which clients receive events live. The REST relay
/// reports each request that causes an event (`MadeEvent`) to it, and holds the answer for a
/// [dev.botswain.relay.AwaitedEvent] until the gateway relay has sent the event, or for a bounded
/// time.
@NullMarked
package dev.botswain.relay;

import org.jspecify.annotations.NullMarked;
