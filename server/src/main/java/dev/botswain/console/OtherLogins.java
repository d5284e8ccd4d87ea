package dev.botswain.console;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/// Logins as bots that are not up at this node: the node where a bot lives alone knows its
/// sessions.
public interface OtherLogins {

  /// Whether a bot lives on another node, is on its way, or may be. Answers from memory.
  boolean isAway(long bot);

  /// Finds a login as a bot that is away, for some seconds at most.
  ///
  /// @return fails if its node cannot be asked
  Future<Found> find(long bot, String session);

  /// What became of a login.
  sealed interface Found {
    /// The bot is up at this node now.
    record Here() implements Found {}

    /// The bot's node has it, and this is what the console shows of it ([Console#route]).
    record There(JsonObject view) implements Found {}

    /// There is no such session.
    record Over() implements Found {}
  }
}
