package dev.botswain.store;

import java.time.Instant;
import java.util.Map;

/// Anything that is stored, but events.
public sealed interface Change {
  /// A session is there.
  record PutSession(StoredSession session) implements Change {}

  /// A session ended, and with it the gateway sessions of its clients and its webhooks.
  record RemoveSession(String hash) implements Change {}

  /// When sessions were used last, by their hash. Unknown ones are left out.
  record UseSessions(Map<String, Instant> lastUsedAt) implements Change {}

  /// A session's caller is done with all events up to one.
  record Acknowledge(String hash, long eventId) implements Change {}

  /// A bot is logged in, or is another now.
  record PutBot(StoredBot bot) implements Change {}

  /// A bot is gone, with its token, sessions, gateway sessions, resume points and guilds. Its
  /// events stay, and those webhooks that belong to no session.
  record RemoveBot(long botId) implements Change {}

  /// A bot's log begins behind an id: nothing up to it is there, or ever was.
  record BeginLog(long botId, long id) implements Change {}

  /// What is kept of a guild, as one document, instead of what is kept up to the same event.
  record PutGuild(StoredGuild guild) implements Change {}

  /// A webhook is there, or is another now. The cursor of one that is there already stays.
  record PutWebhook(StoredWebhook webhook) implements Change {}

  /// A webhook is gone, with its dead letters.
  record RemoveWebhook(String webhookId) implements Change {}

  /// A webhook is done with all events up to one.
  record MoveWebhook(String webhookId, long cursor) implements Change {}

  /// A receiver did not take an event.
  record PutDeadLetter(DeadLetter letter) implements Change {}

  /// A request that is to act once, before it acts and again when its answer is known.
  record PutKey(StoredKey key) implements Change {}

  /// A request had no effect, and may be made again.
  record RemoveKey(String key) implements Change {}

  /// Requests that were made before a moment need not be known any more, nor those that are too
  /// many: the oldest of a bot that has more than its share, and then of whoever has most. A key
  /// takes [StoredKey#OVERHEAD] beside its answer.
  record ForgetKeys(Instant before, long bytes, long bytesOfBot) implements Change {}

  /// A dead letter is done with.
  record RemoveDeadLetter(String webhookId, long eventId) implements Change {}

  /// A gateway session of a client is there, or has moved on.
  record PutClientSession(StoredClientSession session) implements Change {}

  /// A gateway session of a client is over.
  record RemoveClientSession(String id) implements Change {}

  /// Of the gateway sessions of clients those stay that were seen since a moment, and of these the
  /// last so many of each bot. Where all are too many, those go first that a bot with most saw
  /// longest ago.
  record TrimClientSessions(Instant since, long most, long mostOfBot) implements Change {}
}
