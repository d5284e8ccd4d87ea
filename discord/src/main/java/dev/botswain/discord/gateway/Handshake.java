package dev.botswain.discord.gateway;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.botswain.discord.protocol.Intent;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The payloads that start a gateway session, and the information in READY.
///
/// Source: <https://discord.com/developers/docs/events/gateway-events#identify>, `#resume` and
/// `#ready`.
final class Handshake {
  /// Guilds with more members than this do not come with all of them. This is the most that Discord
  /// accepts, so that all members are there that a client of the relay can expect.
  private static final int LARGE_THRESHOLD = 250;

  /// Discord's session ids are half as long. Longer ones might not fit into a RESUME.
  private static final int MAX_SESSION_ID = 256;

  private Handshake() {}

  static String identify(Identity identity, ShardId shard) {
    return String.format(
        Locale.ROOT, // Other locales may have their own digits.
        """
        {"token":"%s","intents":%d,"shard":[%d,%d],"large_threshold":%d,\
        "properties":{"os":"%s","browser":"botswain","device":"botswain"}}\
        """,
        quoted(identity.token().value()),
        Intent.bits(identity.intents()),
        shard.id(),
        shard.count(),
        LARGE_THRESHOLD,
        quoted(System.getProperty("os.name", "unknown")));
  }

  static String resume(Identity identity, ResumePoint from) {
    return String.format(
        Locale.ROOT,
        """
        {"token":"%s","session_id":"%s","seq":%d}\
        """,
        quoted(identity.token().value()),
        quoted(from.sessionId()),
        from.sequence());
  }

  /// The resume point of the session that READY opened.
  ///
  /// @param fallback for servers that name no resume address, or one that must not be used
  static ResumePoint ready(Dispatch ready, URI fallback, boolean secure) {
    String session = PayloadFields.textField(ready.data(), "session_id");
    if (session == null || session.length() > MAX_SESSION_ID) {
      throw new MalformedPayloadException("READY without a usable session_id");
    }
    String url = PayloadFields.textField(ready.data(), "resume_gateway_url");
    return new ResumePoint(session, usable(url, fallback, secure), ready.sequence());
  }

  private static URI usable(@Nullable String url, URI fallback, boolean secure) {
    if (url == null) {
      return fallback;
    }
    try {
      return GatewayUrl.of(url, secure);
    } catch (IllegalArgumentException _) {
      return fallback;
    }
  }

  private static String quoted(String text) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(text));
  }
}
