/// How a host is reached: which addresses its name currently has, and which of them accepts
/// connections.
///
/// A name may have several addresses, and this machine may reach only some of them: those of one
/// family, or all except a dead one. So every connection by name goes through
/// [dev.botswain.net.Reach], which tries the addresses as RFC 8305 ("Happy Eyeballs") describes and
/// keeps one that works. Names are resolved again from time to time ([dev.botswain.net.Names]),
/// because the hosts file and the list of name servers may change while the server runs.
@NullMarked
package dev.botswain.net;

import org.jspecify.annotations.NullMarked;
