package dev.botswain.store;

/// A tenant.
///
/// @param document what it may use, in JSON
public record StoredTenant(String name, String document) {}
