package dev.botswain.bench;

import java.util.List;

/// What a run of a benchmark came to, as it is kept.
///
/// @param date the day, in UTC
/// @param seconds how long the run took
/// @param drawings the file names of its charts
record Result(
    String name,
    String description,
    String date,
    long seconds,
    boolean quick,
    Machine machine,
    List<Figures> figures,
    List<Goal> goals,
    List<String> notes,
    List<String> drawings) {}
