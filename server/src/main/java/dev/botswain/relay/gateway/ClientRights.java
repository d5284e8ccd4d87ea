package dev.botswain.relay.gateway;

import dev.botswain.bot.Bot;
import dev.botswain.discord.protocol.CloseCode;
import dev.botswain.discord.protocol.Intent;
import dev.botswain.session.Session;
import dev.botswain.session.SessionLookup;
import dev.botswain.session.Sessions;
import java.util.EnumSet;
import java.util.Set;

/// Who may identify, and with which intents.
final class ClientRights {
  private ClientRights() {}

  /// The session whose id a client gives as its token.
  ///
  /// @throws ClientRefusedException if there is none that may use the gateway
  static Session owner(String token, Sessions sessions) {
    return switch (sessions.find(token)) {
      case SessionLookup.Found(var session) when new GatewayRights(session.grant()).mayIdentify() ->
          session;
      case SessionLookup.Found _ ->
          throw new ClientRefusedException(
              CloseCode.AUTHENTICATION_FAILED, "This session may not use the gateway.");
      case SessionLookup.Moving() ->
          throw new ClientRefusedException(CloseCode.UNKNOWN_ERROR, "Try again in a moment.");
      case SessionLookup.Unknown(), SessionLookup.TokenRejected() ->
          throw new ClientRefusedException(
              CloseCode.AUTHENTICATION_FAILED, "Authentication failed.");
    };
  }

  /// @throws ClientRefusedException if these are no intents, or the bot lacks one of them
  static void checkIntents(int bits, Bot bot) {
    Set<Intent> asked = Intent.of(bits);
    if (Intent.bits(asked) != bits) {
      throw new ClientRefusedException(CloseCode.INVALID_INTENTS, "Invalid intent(s).");
    }
    Set<Intent> privileged = EnumSet.noneOf(Intent.class);
    privileged.addAll(asked);
    privileged.retainAll(Intent.PRIVILEGED);
    if (!privileged.stream().allMatch(bot::has)) {
      throw new ClientRefusedException(CloseCode.DISALLOWED_INTENTS, "Disallowed intent(s).");
    }
  }
}
