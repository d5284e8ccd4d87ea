/// The one catalogue of what can go wrong for a caller, whatever way it calls: [ApiError], each
/// with a stable code, and [RequestRefusedException], by which it is thrown. Every face says it in
/// its own way; the number that each has is its status in HTTP (RFC 9110).
@NullMarked
package dev.botswain.error;

import org.jspecify.annotations.NullMarked;
