package dev.botswain.store;

/// An application in the list of a tenant.
///
/// @param tenant the name of the tenant
public record StoredApplication(long id, String tenant) {}
