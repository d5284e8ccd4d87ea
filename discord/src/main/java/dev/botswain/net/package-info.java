/// How a host is reached: which addresses its name has now, and which of them takes connections.
///
/// A name may have several addresses, and this machine may reach only some: those of one family, or
/// all but a dead one. So whoever connects by name does so through [dev.botswain.net.Reach], which
/// tries them as RFC 8305 ("Happy Eyeballs") has it and stays with one that works. Names are
/// resolved anew as time passes ([dev.botswain.net.Names]): what the host table and the list of
/// name servers say may change while the server runs.
@NullMarked
package dev.botswain.net;

import org.jspecify.annotations.NullMarked;
