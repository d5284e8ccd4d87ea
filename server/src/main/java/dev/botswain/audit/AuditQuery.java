package dev.botswain.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which records are asked for; null for all.
///
/// @param outcome `done`, `refused`, `unknown` or `pending`
/// @param since the first moment
/// @param until the moment after the last
public record AuditQuery(
    @Nullable Long botId,
    @Nullable String tenant,
    @Nullable String session,
    @Nullable String action,
    @Nullable String outcome,
    @Nullable Instant since,
    @Nullable Instant until) {}
