package dev.botswain.guild;

import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/// The members of a guild, and their presences.
///
/// @param members by id, a live view
/// @param presences a live view; null if they are unknown
public record Roster(NavigableMap<Long, Member> members, @Nullable Presences presences) {}
