package dev.botswain.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/// A call to Discord, and how to ask for it again.
///
/// @param replay null if no action of the API caused it
record RequestDetails(@JsonUnwrapped RequestView request, @Nullable ReplayView replay) {}
