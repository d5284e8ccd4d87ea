package dev.botswain.bench;

/// A goal of a benchmark.
///
/// @param goal in words
/// @param found the actual result
record Goal(String goal, String found, boolean met) {}
