/// Discord's own faces, for existing libraries: they are pointed at this server, given a session id
/// as the token, and run unmodified. REST is in `relay.rest`, the gateway in `relay.gateway`; here
/// is what both need.
///
/// The REST relay has to say where the gateway is ([dev.botswain.relay.GatewayAnswer]), and both
/// have errors of our own in Discord's form ([dev.botswain.relay.RestErrors]), because libraries
/// know no other.
///
/// **Events before answers.** Some libraries expect the event that a request makes before its
/// answer. [dev.botswain.relay.OwnEvents] knows which clients hear events as they come; the REST
/// relay tells it of a request that makes one (`MadeEvent`), and holds the answer for a
/// [dev.botswain.relay.AwaitedEvent] until the gateway relay has handed it out, or for a bounded
/// time.
@NullMarked
package dev.botswain.relay;

import org.jspecify.annotations.NullMarked;
