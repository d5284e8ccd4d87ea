package dev.botswain.store;

import java.time.Instant;
import java.util.Map;

/// Anything that is stored, but events.
public sealed interface Change {
  /// A session is there.
  record PutSession(StoredSession session) implements Change {}

  /// A session ended.
  record RemoveSession(String hash) implements Change {}

  /// When sessions were used last, by their hash. Unknown ones are left out.
  record UseSessions(Map<String, Instant> lastUsedAt) implements Change {}

  /// A session's caller is done with all events up to one.
  record Acknowledge(String hash, long eventId) implements Change {}

  /// A bot is logged in, or is another now.
  record PutBot(StoredBot bot) implements Change {}

  /// A bot is gone, with its token, sessions, resume points and guilds. Its events and webhooks
  /// stay.
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

  /// Requests that were made before a moment need not be known any more.
  record ForgetKeys(Instant before) implements Change {}

  /// A dead letter is done with.
  record RemoveDeadLetter(String webhookId, long eventId) implements Change {}
}
