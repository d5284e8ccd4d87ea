package dev.botswain.error;

import java.util.Locale;

/// Every error for callers. The code is the name in lower case; it never changes once released, so
/// programs may rely on it. Details are in the body beside it.
public enum ApiError {
  /// A parameter, a header or the body does not fit the contract; `field` names it.
  INVALID_REQUEST(400, "the request does not fit the contract"),
  /// The bytes are not an HTTP request, or one that two readers could understand differently.
  MALFORMED_REQUEST(400, "this is not a well-formed HTTP request"),
  MISSING_SESSION(401, "send the session id from login in the Authorization header"),
  UNKNOWN_SESSION(401, "the session is unknown or has ended; log in again"),
  MISSING_OPERATOR_KEY(401, "send the operator's key in the Authorization header"),
  UNKNOWN_OPERATOR_KEY(401, "this is not the operator's key"),
  /// A ticket is for one stream, which must be opened within half a minute.
  UNKNOWN_TICKET(401, "the ticket is unknown, expired or belongs to another stream; get a new one"),
  /// At login, or later when Discord no longer accepts the token of a session's bot.
  TOKEN_REJECTED(401, "Discord rejects this bot token"),
  /// At login. Discord forbids programs to use user accounts.
  NOT_A_BOT(401, "this token belongs to a user account; only bots can log in"),
  /// At login: the operator allows only some bots.
  LOGIN_NOT_ALLOWED(403, "the operator of this server has not allowed this bot to log in"),
  /// At login: `reason` says whether it is unknown, expired, used, in use or for another bot.
  INVITATION_INVALID(403, "this invitation is not valid"),
  /// `quota` names what the bot's tenant has used up.
  QUOTA_REACHED(403, "the tenant of this bot has used up a quota"),
  /// `scope` names what a narrow session lacks.
  SCOPE_MISSING(403, "this session may not do this"),
  /// A narrow session may be limited to some guilds or channels.
  OUT_OF_SCOPE(403, "this session may not do this here"),
  /// For WebSockets, which browsers open for any page.
  ORIGIN_NOT_ALLOWED(403, "pages of this origin may not call here"),
  /// Cookies count only for pages of this server, and a browser must say that it is one of them.
  NOT_OUR_PAGE(403, "only pages of this server may do this, and the browser must say so"),
  /// `permission` names what the bot lacks, if that is known.
  MISSING_PERMISSION(403, "the bot lacks a permission for this"),
  /// `intent` names the privileged intent, `enableAt` the page where it can be switched on.
  MISSING_INTENT(403, "the bot lacks a privileged intent for this"),
  /// Discord refused for a reason of its own; its sentence and `discordCode` name it.
  FORBIDDEN(403, "Discord refuses this"),
  NOT_FOUND(404, "there is nothing at this path"),
  /// For the operator: no bot with this id is logged in.
  UNKNOWN_BOT(404, "no bot with this id is logged in"),
  UNKNOWN_GUILD(404, "the bot is not in this guild"),
  UNKNOWN_CHANNEL(404, "the bot knows no such channel"),
  UNKNOWN_MESSAGE(404, "there is no such message in this channel"),
  UNKNOWN_MEMBER(404, "there is no such member in this guild"),
  /// `after` is not an id that an event can have.
  UNKNOWN_EVENT(400, "no event has this id"),
  UNKNOWN_USER(404, "there is no such user"),
  UNKNOWN_WEBHOOK(404, "the bot has no such webhook"),
  UNKNOWN_DEAD_LETTER(404, "the webhook has no such dead letter"),
  UNKNOWN_SESSION_ID(404, "the bot has no such session"),
  UNKNOWN_TENANT(404, "there is no such tenant"),
  UNKNOWN_APPLICATION(404, "this application is in no list"),
  UNKNOWN_INVITATION(404, "there is no such invitation"),
  /// With several nodes: it may have gone, or joined anew under another id.
  UNKNOWN_NODE(404, "there is no such node"),
  UNKNOWN_ROLE(404, "there is no such role in this guild"),
  /// Anything else that Discord does not know; `discordCode` names it.
  UNKNOWN_RESOURCE(404, "Discord does not know this"),
  /// The `Allow` header lists the existing methods.
  METHOD_NOT_ALLOWED(405, "this path does not have this method"),
  /// An interaction has one answer; followups and changes of that answer come later.
  ALREADY_ACKNOWLEDGED(409, "the interaction has already been answered or deferred"),
  SLOW_REQUEST(408, "the request did not arrive in time"),
  /// Answered once; the same key again retries the request.
  OUTCOME_UNKNOWN(
      409, "the server stopped while it was doing this; check whether it was done, then try again"),
  TENANT_EXISTS(409, "there is a tenant with this name"),
  /// Bots of it are connected, and nothing says where they go.
  TENANT_IN_USE(409, "bots of this tenant are connected"),
  /// The sentence says why.
  CANNOT_MOVE(409, "the bot cannot be moved there now"),
  /// The sentence says what to do.
  SECRET_KEY_NOT_ROTATED(409, "the key of stored secrets has not changed"),
  /// A restart with another `BOTSWAIN_OPERATOR_KEY` changes it.
  KEY_IS_CONFIGURED(
      409, "BOTSWAIN_OPERATOR_KEY sets the operator's key; change it there and restart the server"),
  /// At a login in the console.
  TOO_MANY_BOTS(409, "this browser is logged in as the maximum number of bots"),
  TOO_MANY_WEBHOOKS(409, "this bot has the maximum number of webhooks"),
  BODY_TOO_LARGE(413, "the body is too large"),
  URI_TOO_LONG(414, "the request line is too long"),
  UNSUPPORTED_MEDIA_TYPE(415, "the Content-Type must be application/json"),
  /// Only for other nodes, which then ask where the bot lives.
  MISDIRECTED(421, "another node has this bot now; try again"),
  EXPECTATION_FAILED(417, "the only supported expectation is 100-continue"),
  /// This path has only a WebSocket.
  UPGRADE_REQUIRED(426, "this is a WebSocket: send its handshake"),
  /// The same `Idempotency-Key` came with a different request before.
  IDEMPOTENCY_KEY_REUSED(422, "this Idempotency-Key belongs to another request"),
  /// By Botswain's own limit; `retryAfter` says when to retry.
  RATE_LIMITED(429, "too many requests"),
  /// Discord allows the bot no new gateway session today; another would cost its token.
  IDENTIFY_BUDGET_EXHAUSTED(429, "Discord allows this bot no new gateway session for now"),
  /// By Discord's limit, and the wait was too long for this request.
  DISCORD_RATE_LIMITED(429, "Discord's rate limit is reached"),
  HEADERS_TOO_LARGE(431, "the header section is too large"),
  INTERNAL_ERROR(500, "something went wrong here; the log has it under this request id"),
  /// Discord answered with a failure of its own, or with something unexpected.
  DISCORD_FAILED(502, "Discord failed to answer; try again later"),
  DISCORD_UNREACHABLE(502, "Discord cannot be reached; try again later"),
  /// With several nodes. It may have been done.
  NODE_LOST(502, "the node that was doing this has gone; check whether it was done"),
  /// The maximum number of sessions is reached.
  TOO_MANY_SESSIONS(503, "this server has the maximum number of sessions"),
  /// The maximum amount of work is waiting for this bot.
  BUSY(503, "too many requests are waiting for this bot"),
  /// Refused to keep Discord from banning this server's address.
  PROTECTING_ADDRESS(503, "Discord has refused too many requests recently; wait a while"),
  /// The disk is full or failing. The request was not performed.
  STORE_FAILING(503, "this server cannot store anything at the moment; nothing was done"),
  /// The bot or its guilds have not arrived yet.
  STARTING(503, "the bot is not ready yet; try again in a moment"),
  /// The operator ended the bot while it was logging in.
  BOT_DISCONNECTED(503, "the operator has just disconnected this bot"),
  /// The operator has given the bot a pause; its sessions remain.
  BOT_DRAINED(503, "the operator is giving this bot no new work for now"),
  /// With several nodes: nobody owns the bot at this moment. Nothing was done.
  BOT_MOVING(503, "the bot is moving to another node; try again in a moment"),
  STOPPING(503, "the server is stopping"),
  TIMED_OUT(504, "the answer did not come in time");

  private final int status;
  private final String sentence;
  private final String code = name().toLowerCase(Locale.ROOT);

  ApiError(int status, String sentence) {
    this.status = status;
    this.sentence = sentence;
  }

  /// The HTTP status that it is answered with.
  public int status() {
    return status;
  }

  /// The stable name, such as `unknown_guild`.
  public String code() {
    return code;
  }

  /// The sentence if nothing more precise is known.
  public String sentence() {
    return sentence;
  }

  /// An exception with the catalogue's own sentence.
  public RequestRefusedException refusal() {
    return new RequestRefusedException(this, sentence);
  }

  /// An exception with a more precise sentence. It is shown to the caller: no secrets.
  public RequestRefusedException because(String explanation) {
    return new RequestRefusedException(this, explanation);
  }
}
