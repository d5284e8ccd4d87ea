package dev.botswain.webhook;

/// An attempt to deliver an event, as its owner may look at it.
///
/// @param eventId the event's; 0 for a test
/// @param type the event's
/// @param number of the attempts for the event, from 1 on
public record Delivery(long eventId, String type, int number, Attempt attempt) {}
