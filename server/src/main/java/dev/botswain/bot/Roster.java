package dev.botswain.bot;

import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/// Who is in a guild, and who of them is there.
///
/// @param members by id, live
/// @param presences live; null where they are not known
public record Roster(NavigableMap<Long, Member> members, @Nullable Presences presences) {}
