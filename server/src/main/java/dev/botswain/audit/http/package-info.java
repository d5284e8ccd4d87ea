/// The audit over HTTP, the same for a bot's own session and for the operator: pages and an export.
@NullMarked
package dev.botswain.audit.http;

import org.jspecify.annotations.NullMarked;
