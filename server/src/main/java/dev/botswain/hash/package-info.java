/// Digests, by which things are known where they themselves are not kept.
@NullMarked
package dev.botswain.hash;

import org.jspecify.annotations.NullMarked;
