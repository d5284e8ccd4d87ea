package dev.botswain.webhook;

/// An attempt to deliver an event, as shown to the webhook's owner.
///
/// @param eventId the event's id; 0 for a test
/// @param type the event's type
/// @param number of the attempt for this event, from 1
public record Delivery(long eventId, String type, int number, DeliveryAttempt attempt) {}
