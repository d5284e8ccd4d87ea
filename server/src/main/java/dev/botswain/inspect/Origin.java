package dev.botswain.inspect;

import org.jspecify.annotations.Nullable;

/// Who asked for a request to Discord.
///
/// @param requestId of the caller's request
/// @param session the fingerprint of the caller's session
/// @param sessionName null for a session from a login
/// @param operation of our contract; null over the relay
/// @param idempotencyKey null if there is none
/// @param input what the caller asked for, to be asked again; null if it was no action
public record Origin(
    Face face,
    String requestId,
    String session,
    @Nullable String sessionName,
    @Nullable String operation,
    @Nullable String idempotencyKey,
    @Nullable Input input) {
  private static final int LONGEST = 100;

  public Origin {
    requestId = Masked.text(shortened(requestId));
    idempotencyKey = idempotencyKey == null ? null : Masked.text(shortened(idempotencyKey));
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  int bytes() {
    return 160
        + requestId.length()
        + (idempotencyKey == null ? 0 : idempotencyKey.length())
        + (input == null ? 0 : input.bytes());
  }
}
