package dev.botswain.cli;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// The server's answer to one request.
///
/// @param text the body as it came
/// @param body the same as JSON; missing if there is none
/// @param next the path and query of the next page, or null
/// @param missing the nodes that did not answer, so that what they have is missing; null for none
record Reply(String text, JsonNode body, @Nullable String next, @Nullable String missing) {}
