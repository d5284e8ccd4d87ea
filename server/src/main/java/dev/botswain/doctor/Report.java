package dev.botswain.doctor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The outcome of an examination, as callers see it.
///
/// @param bot null if it is not known whose the token is
/// @param checkedAt ISO 8601
/// @param requests how many requests were sent to Discord
/// @param healthy whether no error and no warning was found
/// @param findings the worst first
/// @param passed the names of the checks that found nothing
/// @param invite null if the application is not known
public record Report(
    @Nullable Subject bot,
    @Nullable String applicationId,
    String checkedAt,
    long tookMs,
    int requests,
    boolean healthy,
    List<Finding> findings,
    List<String> passed,
    @Nullable Invite invite) {

  /// The bot that was examined.
  public record Subject(String id, @Nullable String username) {}
}
