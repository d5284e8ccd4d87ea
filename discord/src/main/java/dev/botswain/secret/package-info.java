/// Values that must not be shown, such as tokens.
@NullMarked
package dev.botswain.secret;

import org.jspecify.annotations.NullMarked;
