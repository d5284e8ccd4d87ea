package dev.botswain.bench;

/// What a benchmark was to show.
///
/// @param goal in words
/// @param found what came out instead
record Goal(String goal, String found, boolean met) {}
