package dev.botswain.bench;

import java.util.List;

/// The result of a run of a benchmark, as it is stored.
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
