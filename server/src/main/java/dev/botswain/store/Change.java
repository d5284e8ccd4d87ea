package dev.botswain.store;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Anything that is stored, except events, grouped by the facet that it belongs to.
///
/// A put replaces what has the same key. A change about something that does not exist is ignored,
/// unless stated otherwise.
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

  /// Of [AuditStore].
  sealed interface OfAudit extends Change {}

  /// Of [AccessStore].
  sealed interface OfAccess extends Change {}

  /// A bot is logged in, or has changed.
  record PutBot(StoredBot bot) implements OfBots {}

  /// A bot is gone, with its token, sessions, resume points, guilds, client sessions and the
  /// webhooks that belong to a session. Its events stay, and its other webhooks.
  record RemoveBot(long botId) implements OfBots {}

  /// A session exists.
  record PutSession(StoredSession session) implements OfSessions {}

  /// A session ended, and with it its client sessions and its webhooks with their dead letters.
  record RemoveSession(String hash) implements OfSessions {}

  /// When sessions were last used, by their hash.
  record UseSessions(Map<String, Instant> lastUsedAt) implements OfSessions {}

  /// A session's caller is done with all events up to one.
  record Acknowledge(String hash, long eventId) implements OfSessions {}

  /// A bot's log begins after an id: nothing up to it exists, or ever did. Ignored if the log has
  /// begun already.
  record BeginLog(long botId, long id) implements OfEvents {}

  /// The stored state of a guild as one document, which replaces what is stored up to the same
  /// event. Its shard and later changes stay. Ignored if the stored document is as recent, or the
  /// guild is gone.
  record PutGuild(StoredGuild guild) implements OfGuilds {}

  /// A webhook exists, or has changed. The position of an existing one stays, and so does its
  /// owner.
  record PutWebhook(StoredWebhook webhook) implements OfWebhooks {}

  /// A webhook is gone, with its dead letters.
  record RemoveWebhook(String webhookId) implements OfWebhooks {}

  /// A webhook is done with all events up to one; or it moves back, and gets them again.
  record MoveWebhook(String webhookId, long cursor) implements OfWebhooks {}

  /// A receiver did not accept an event. If a webhook has more than [DeadLetter#MOST], the newest
  /// stay.
  record PutDeadLetter(DeadLetter letter) implements OfWebhooks {}

  /// A dead letter is done.
  record RemoveDeadLetter(String webhookId, long eventId) implements OfWebhooks {}

  /// A request that must act only once, stored before it acts and again when its answer is known.
  record PutKey(StoredKey key) implements OfKeys {}

  /// A request had no effect, and may be repeated.
  record RemoveKey(String key) implements OfKeys {}

  /// Requests from before a moment need not be remembered, nor those that are too many: first the
  /// oldest of those who have more than a share, then the oldest of whoever has most. A key takes
  /// [StoredKey#OVERHEAD] besides its answer. A store may forget earlier what it has no room for.
  record ForgetKeys(Instant before, long bytes, long share, Together together) implements OfKeys {
    public ForgetKeys(Instant before, long bytes, long share) {
      this(before, bytes, share, Together.NONE);
    }
  }

  /// The operator has another key.
  record PutOperatorKey(StoredOperatorKey key) implements OfAccess {}

  /// The operator has a first key. Ignored if there is one.
  record BeginOperatorKey(StoredOperatorKey key) implements OfAccess {}

  /// A tenant exists, or has changed.
  record PutTenant(StoredTenant tenant) implements OfAccess {}

  /// A tenant is gone, with its invitations.
  ///
  /// @param heir the tenant whose list gets the applications in its list; null for none
  record RemoveTenant(String name, @Nullable String heir) implements OfAccess {}

  /// An application is in the list of a tenant, and in no other.
  record PutApplication(StoredApplication application) implements OfAccess {}

  /// An application is in no list.
  record RemoveApplication(long id) implements OfAccess {}

  /// An invitation exists, or has changed.
  record PutInvitation(StoredInvitation invitation) implements OfAccess {}

  /// A bot uses an invitation. Unless it is there and no other bot has used it, nothing of the same
  /// write is stored, which fails with [OvertakenException].
  record UseInvitation(String hash, long botId, Instant at) implements OfAccess {}

  /// An invitation is gone.
  record RemoveInvitation(String hash) implements OfAccess {}

  /// A client's session exists, or has moved on.
  record PutClientSession(StoredClientSession session) implements OfClientSessions {}

  /// A client's session is over.
  record RemoveClientSession(String id) implements OfClientSessions {}

  /// Of the sessions of clients, those that were seen since a moment stay, and of these the newest
  /// of each share up to a number. If the total is still too high, the longest unseen of whoever
  /// has most go first.
  record TrimClientSessions(Instant since, long most, long share, Together together)
      implements OfClientSessions {
    public TrimClientSessions(Instant since, long most, long share) {
      this(since, most, share, Together.NONE);
    }
  }

  /// Somebody does something, or has done it.
  record PutAuditRecord(StoredAuditRecord record) implements OfAudit {}

  /// It is known how it ended. Ignored if that was known already.
  record CompleteAuditRecord(long id, StoredAuditRecord.Result result) implements OfAudit {}
}
