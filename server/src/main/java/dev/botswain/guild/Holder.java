package dev.botswain.guild;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// Someone who may have permissions in a guild.
///
/// @param roleIds the roles without `@everyone`; null if they are unknown
/// @param timedOut whether a time-out is running
public record Holder(long userId, @Nullable Collection<Long> roleIds, boolean timedOut) {}
