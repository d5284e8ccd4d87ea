/// Digests, which identify things that are not stored themselves.
@NullMarked
package dev.botswain.hash;

import org.jspecify.annotations.NullMarked;
