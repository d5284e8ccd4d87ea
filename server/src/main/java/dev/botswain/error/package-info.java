/// The one catalogue of errors for callers, whichever way they call: [ApiError], each with a stable
/// code, and [RequestRefusedException], which carries one. Every front end has its own form for
/// them; the number of each is its status in HTTP (RFC 9110).
@NullMarked
package dev.botswain.error;

import org.jspecify.annotations.NullMarked;
