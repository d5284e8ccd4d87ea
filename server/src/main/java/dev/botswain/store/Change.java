package dev.botswain.store;

import java.time.Instant;
import java.util.Map;

/// Anything that is stored, but events, in groups by the facet that it belongs to.
///
/// To put is to replace what has the same key. What a change names and is not there is passed over,
/// unless it is said otherwise.
public sealed interface Change {

  /// Of [BotStore].
  sealed interface OfBots extends Change {}

  /// Of [SessionStore].
  sealed interface OfSessions extends Change {}

  /// Of [EventStore].
  sealed interface OfEvents extends Change {}

  /// Of [GuildStore].
  sealed interface OfGuilds extends Change {}

  /// Of [WebhookStore].
  sealed interface OfWebhooks extends Change {}

  /// Of [KeyStore].
  sealed interface OfKeys extends Change {}

  /// Of [ClientSessionStore].
  sealed interface OfClientSessions extends Change {}

  /// A bot is logged in, or is another now.
  record PutBot(StoredBot bot) implements OfBots {}

  /// A bot is gone, with its token, sessions, resume points, guilds, client sessions and those
  /// webhooks that belong to a session. Its events stay, and its other webhooks.
  record RemoveBot(long botId) implements OfBots {}

  /// A session is there.
  record PutSession(StoredSession session) implements OfSessions {}

  /// A session ended, and with it its client sessions and its webhooks with their dead letters.
  record RemoveSession(String hash) implements OfSessions {}

  /// When sessions were used last, by their hash.
  record UseSessions(Map<String, Instant> lastUsedAt) implements OfSessions {}

  /// A session's caller is done with all events up to one.
  record Acknowledge(String hash, long eventId) implements OfSessions {}

  /// A bot's log begins behind an id: nothing up to it is there, or ever was. Passed over if the
  /// log has begun already.
  record BeginLog(long botId, long id) implements OfEvents {}

  /// What is kept of a guild, as one document, instead of what is kept up to the same event. Its
  /// shard and later changes stay. Passed over if the document that is there knows of as much, or
  /// the guild is gone.
  record PutGuild(StoredGuild guild) implements OfGuilds {}

  /// A webhook is there, or is another now. The place of one that is there already stays, and so
  /// does its owner.
  record PutWebhook(StoredWebhook webhook) implements OfWebhooks {}

  /// A webhook is gone, with its dead letters.
  record RemoveWebhook(String webhookId) implements OfWebhooks {}

  /// A webhook is done with all events up to one; or it goes back, and is to be sent them again.
  record MoveWebhook(String webhookId, long cursor) implements OfWebhooks {}

  /// A receiver did not take an event. Of more than [DeadLetter#MOST] of a webhook the newest stay.
  record PutDeadLetter(DeadLetter letter) implements OfWebhooks {}

  /// A dead letter is done with.
  record RemoveDeadLetter(String webhookId, long eventId) implements OfWebhooks {}

  /// A request that is to act once, before it acts and again when its answer is known.
  record PutKey(StoredKey key) implements OfKeys {}

  /// A request had no effect, and may be made again.
  record RemoveKey(String key) implements OfKeys {}

  /// Requests that were made before a moment need not be known any more, nor those that are too
  /// many: the oldest of a bot that has more than its share, and then of whoever has most. A key
  /// takes [StoredKey#OVERHEAD] beside its answer. A store may forget sooner what it has too little
  /// room for.
  record ForgetKeys(Instant before, long bytes, long bytesOfBot) implements OfKeys {}

  /// A client's session is there, or has moved on.
  record PutClientSession(StoredClientSession session) implements OfClientSessions {}

  /// A client's session is over.
  record RemoveClientSession(String id) implements OfClientSessions {}

  /// Of the sessions of clients those stay that were seen since a moment, and of these the last so
  /// many of each bot. Where all are too many, those go first that a bot with most saw longest ago.
  record TrimClientSessions(Instant since, long most, long mostOfBot) implements OfClientSessions {}
}
