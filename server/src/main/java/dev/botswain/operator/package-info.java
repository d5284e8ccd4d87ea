/// The operator's API, `/api/operator/**`: who may come in, what bots and sessions there are, and
/// how the server is. The operator's key opens it; a session never does, and the key opens nothing
/// of a bot's content.
@NullMarked
package dev.botswain.operator;

import org.jspecify.annotations.NullMarked;
