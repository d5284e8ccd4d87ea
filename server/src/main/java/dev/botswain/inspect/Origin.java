package dev.botswain.inspect;

import java.util.regex.Pattern;
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

  /// What most callers name their requests by (RFC 9562). No token has this form.
  private static final Pattern UUID =
      Pattern.compile("\\p{XDigit}{8}-(\\p{XDigit}{4}-){3}\\p{XDigit}{12}");

  public Origin {
    requestId = shown(requestId);
    idempotencyKey = idempotencyKey == null ? null : shown(idempotencyKey);
  }

  private static String shown(String text) {
    if (UUID.matcher(text).matches()) {
      return text;
    }
    return Masked.text(text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…");
  }

  int bytes() {
    return 160
        + requestId.length()
        + (idempotencyKey == null ? 0 : idempotencyKey.length())
        + (input == null ? 0 : input.bytes());
  }
}
