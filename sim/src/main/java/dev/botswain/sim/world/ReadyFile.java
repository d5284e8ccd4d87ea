package dev.botswain.sim.world;

import java.util.function.Supplier;

/// A file of a ready-made message, which is made whenever someone asks for it.
public record ReadyFile(String mediaType, Supplier<byte[]> content) {}
