package dev.botswain.api;

import dev.botswain.bot.ConnectionHistory.Incident;
import dev.botswain.discord.gateway.AfterClose;
import dev.botswain.discord.protocol.CloseCode;
import dev.botswain.time.Timestamp;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What happened to a gateway connection, and what it means.
///
/// @param code the close code, or null
record IncidentView(String kind, @Nullable Integer code, String meaning, String at, long ageMs) {
  static IncidentView of(Incident incident, Instant now) {
    return new IncidentView(
        incident.kind().name().toLowerCase(Locale.ROOT),
        incident.code() == 0 ? null : incident.code(),
        meaning(incident),
        Timestamp.of(now.minus(incident.age())),
        incident.age().toMillis());
  }

  private static String meaning(Incident incident) {
    return switch (incident.kind()) {
      case CLOSED -> closed(incident.code());
      case SESSION_ENDED -> "Discord ended the session while it was connected";
      case SESSION_REFUSED -> "Discord did not take the session, so a new one begins";
      case RESUMED -> "It went on with its session; nothing was lost";
      case STARTED_ANEW -> "It went on with a new session; events may be lost";
    };
  }

  private static String closed(int code) {
    CloseCode known = CloseCode.of(code);
    String what =
        known != null
            ? "Discord closed the connection: "
                + known.name().toLowerCase(Locale.ROOT).replace('_', ' ')
            : code == AfterClose.ABNORMAL
                ? "The connection broke"
                : "Discord closed the connection, as it does now and then";
    return what
        + switch (AfterClose.of(code)) {
          case RESUME -> "; the bot resumes its session";
          case IDENTIFY -> "; the bot begins a new session";
          case TOKEN_REJECTED -> "; the token may be wrong";
          case DISALLOWED_INTENTS -> "; a privileged intent is off in the developer portal";
          case INVALID_INTENTS -> "; the bot asks for fewer intents";
          case RESHARD -> "; the bot needs another number of shards";
          case UNSUPPORTED -> "; Discord no longer speaks this version";
        };
  }
}
