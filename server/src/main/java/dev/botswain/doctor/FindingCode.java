package dev.botswain.doctor;

import static dev.botswain.doctor.Severity.ERROR;
import static dev.botswain.doctor.Severity.NOTICE;
import static dev.botswain.doctor.Severity.WARNING;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Everything that the doctor can find, with what it means and what helps. The code is the name in
/// lower case and never changes once released.
///
/// `docs/doctor.md` shows this table. After a change regenerate it:
///
/// ```
/// ./botswain test -pl server -am -Dtest=DoctorPageTest -Dpages=write
/// ```
public enum FindingCode {
  TOKEN_SHAPE(
      ERROR,
      "This is not a bot token.",
      "Copy the token of the Bot page; the application id, the public key and the client secret are"
          + " other things.",
      Page.BOT),
  TOKEN_REJECTED(
      ERROR,
      "Discord rejects the bot's token.",
      "Somebody reset it, or Discord did. Reset it once more, and log in with the new one.",
      Page.BOT),
  TOKEN_OF_ANOTHER_BOT(
      ERROR,
      "The token belongs to another bot.",
      "Log in with the token of the bot that is meant.",
      Page.BOT),
  TOKEN_OF_A_USER(
      ERROR,
      "The token belongs to a user account.",
      "Discord forbids programs to use user accounts. Create a bot, and use its token.",
      Page.BOT),
  DISCORD_UNREACHABLE(
      ERROR,
      "Discord's API cannot be reached from this server.",
      "Check name resolution, the route and the firewall of the server.",
      null),
  DISCORD_TLS(
      ERROR,
      "No secure connection to Discord can be made.",
      "Check the server's clock, its certificates, and whether a proxy breaks TLS open.",
      null),
  DISCORD_FAILING(
      ERROR,
      "Discord answers with failures of its own.",
      "Wait, and look at https://discordstatus.com.",
      null),
  DISCORD_TIMED_OUT(
      ERROR,
      "Discord answered nothing in time.",
      "Check the server's connection, and look at https://discordstatus.com.",
      null),
  DISCORD_SLOW(
      WARNING,
      "Discord takes long to answer.",
      "Check the server's connection and load, and look at https://discordstatus.com.",
      null),
  ADDRESS_LIMITED(
      ERROR,
      "Requests to Discord are held back for all bots of this server's address.",
      "Too many requests were answered with 401, 403 or 429. Find the bots that cause them; the"
          + " metric `botswain_rest_invalid_total` counts them.",
      null),
  CLOCK_SKEW(
      WARNING,
      "The clock of this server is wrong.",
      "Let the server set its clock by NTP. Times of events, ids and expiries are wrong until"
          + " then.",
      null),
  INTENT_MISSING(
      WARNING,
      "Privileged intents are wanted that are off in the developer portal.",
      "Switch them on, and log in again; or leave them out of `BOTSWAIN_INTENTS`.",
      Page.BOT),
  MESSAGE_CONTENT_OFF(
      WARNING,
      "The bot cannot read what people write, and seems to wait for commands in their messages.",
      "Switch the Message Content intent on, and log in again; or register application commands.",
      Page.BOT),
  INTENT_NOT_IN_USE(
      WARNING,
      "An intent is on in the developer portal, but the bot connected without it.",
      "Log in once more: the bot then asks for it.",
      null),
  IDENTIFY_BUDGET_LOW(
      WARNING,
      "Few of the day's gateway sessions are left.",
      "Find what starts the bot over and over: another program with its token, or restarts without"
          + " the data folder. Discord resets the token of a bot that starts too often.",
      null),
  IDENTIFY_BUDGET_EXHAUSTED(
      ERROR,
      "None of the day's gateway sessions is left.",
      "Wait for the reset; the bot then connects by itself. Find what used them up: another program"
          + " with its token, or restarts without the data folder.",
      null),
  SHARDS_DIFFER(
      WARNING,
      "The bot runs with another number of shards than Discord recommends.",
      "Log all of its sessions out and in again, at a quiet time: each shard needs one of the day's"
          + " gateway sessions.",
      null),
  SHARD_DISCONNECTED(
      ERROR,
      "A part of the bot is not connected to Discord's gateway.",
      "It tries again by itself. If it lasts, check the connection to `gateway.discord.gg`, and"
          + " look at https://discordstatus.com.",
      null),
  GATEWAY_REFUSED(
      ERROR,
      "Discord's gateway refuses the bot for good.",
      "Check the intents on the Bot page, then log in again.",
      Page.BOT),
  GATEWAY_RATE_LIMITED(
      WARNING,
      "The gateway closed a connection because too much was sent on it.",
      "Change the presence and ask for members less often: 120 messages a minute are allowed.",
      null),
  GATEWAY_CLOSES(
      WARNING,
      "Connections to the gateway end unusually often.",
      "Look at the close codes: 1006 means that the network broke them off, others are Discord's.",
      null),
  LATENCY_HIGH(
      WARNING,
      "The gateway takes long to answer a heartbeat.",
      "Check the server's connection and load.",
      null),
  RESUME_RATE_LOW(
      WARNING,
      "Most interruptions end in a new gateway session, so that events are lost.",
      "Check for interruptions of the network that last minutes, and for a second program with the"
          + " bot's token.",
      null),
  TOKEN_USED_ELSEWHERE(
      WARNING,
      "Discord ends the bot's sessions, as when another program uses the same token.",
      "Stop the other program. If you know of none, reset the token, and log in with the new one.",
      Page.BOT),
  SILENT(
      WARNING,
      "No event has come for much longer than usual.",
      "Check whether the bot is still in its guilds, can see their channels, and has its intents.",
      null),
  INTERACTIONS_ELSEWHERE(
      WARNING,
      "The application has an interactions endpoint, so no interaction comes over the gateway.",
      "Remove the Interactions Endpoint URL, unless that program is to answer all commands.",
      Page.INFORMATION),
  EVENT_WEBHOOK_DISABLED(
      WARNING,
      "Discord has switched the application's event webhook off.",
      "Discord does so mostly for want of use. See that the receiver answers, and switch the events"
          + " on again.",
      Page.WEBHOOKS),
  CODE_GRANT_REQUIRED(
      WARNING,
      "The bot joins no guild by a plain invite link, because it requires a code grant.",
      "Switch \"Requires OAuth2 Code Grant\" off.",
      Page.BOT),
  GROWTH_LIMITED(
      WARNING,
      "Discord holds the growth of the application back, because it looks unusual.",
      "Have the application verified.",
      Page.INFORMATION),
  IN_NO_GUILD(WARNING, "The bot is in no guild.", "Invite it with the link of this report.", null),
  GUILD_UNAVAILABLE(
      WARNING,
      "A guild is not available, because of an outage at Discord.",
      "Wait; its events come again by themselves.",
      null),
  COMMANDS_NONE(
      NOTICE,
      "The bot has no application commands.",
      "Register some with `PUT /api/commands`, unless it needs none.",
      null),
  COMMAND_DUPLICATE(
      WARNING,
      "A command exists twice: for all guilds, and for one of them. People there see both.",
      "Delete one of the two.",
      null),
  COMMANDS_NOT_ALLOWED(
      WARNING,
      "The bot is in a guild without the right to have commands there.",
      "Invite it again with the link of this report, which has the scope `applications.commands`.",
      null),
  COMMANDS_IN_UNKNOWN_GUILD(
      WARNING,
      "Commands were registered for a guild that the bot is not in.",
      "Invite the bot there, or register the commands for the right guild.",
      null),
  MISSING_PERMISSION(
      WARNING,
      "The bot lacks a permission for something that it does.",
      "Give its role the permission, there or in the channel; or invite it again with the link of"
          + " this report.",
      null),
  ROLE_TOO_LOW(
      WARNING,
      "The bot has the permission, but those whom it manages stand above it.",
      "Drag the bot's role above theirs in the guild's settings. Nobody can act on the guild's"
          + " owner.",
      null),
  BOT_TIMED_OUT(
      WARNING,
      "The bot is timed out in a guild, and can only read there.",
      "Have a moderator of the guild end the time-out.",
      null),
  MEMBERSHIP_PENDING(
      WARNING,
      "The bot has not passed the membership screening of a guild.",
      "Have a moderator give it a role there, which ends the screening.",
      null),
  NAME_QUARANTINED(
      WARNING,
      "A guild's AutoMod blocks the bot's name, so it can do little there.",
      "Give the bot another name or nickname, or change the rule.",
      null),
  TWO_FACTOR_MISSING(
      WARNING,
      "A guild wants two-factor authentication of those who moderate, and the bot's owner has"
          + " none.",
      "The owner of the application has to switch two-factor authentication on for their account.",
      null),
  CHANNELS_HIDDEN(
      WARNING,
      "The bot cannot see channels that it needs.",
      "Give its role View Channel there.",
      null),
  WEBHOOK_FAILING(
      WARNING,
      "The receiver of a webhook does not accept its events.",
      "Look at `GET /api/webhooks/{id}/deliveries`, and mend the receiver. Events are kept and sent"
          + " again for a day.",
      null),
  WEBHOOK_LAGGING(
      WARNING,
      "A webhook is far behind.",
      "Let its receiver answer faster, such as by working after the answer, or filter its events.",
      null),
  WEBHOOK_DISABLED(
      WARNING,
      "This server has switched a webhook off.",
      "Look at its `disabledBecause`, mend that, and enable it again.",
      null),
  SESSION_ENDS_SOON(
      WARNING,
      "A session ends within the hour; with its last session the bot disconnects.",
      "Use the session, or log in again if it has an expiry.",
      null),
  REQUESTS_REFUSED(
      WARNING,
      "Requests of the last hour were refused.",
      "Look at the reasons: the number is Discord's error code, which its documentation explains.",
      null),
  RATE_LIMITED(
      WARNING,
      "Requests were given up because Discord's rate limits would have made them wait too long.",
      "Send fewer of them, or let them wait longer with `Prefer: wait=`.",
      null),
  INTERACTIONS_TOO_LATE(
      WARNING,
      "Interactions were answered too late; people saw \"The application did not respond\".",
      "Answer within 3 seconds, or defer first: with `autoDefer` this server does it for you.",
      null),
  STORE_FAILING(
      ERROR,
      "This server cannot store events at the moment, so nobody gets any.",
      "The operator has to make room on the disk, or mend it.",
      null),
  NOT_CHECKED(NOTICE, "Something could not be checked.", "Try again in a minute.", null),
  CANNOT_BE_KNOWN(
      NOTICE,
      "The bot is not logged in here, and these things cannot be known from a bot's token.",
      "Log the bot in, and ask for its own report.",
      null);

  /// A page of the developer portal, below the application's own.
  enum Page {
    BOT,
    INFORMATION,
    WEBHOOKS;

    String of(String applicationId) {
      return "https://discord.com/developers/applications/%s/%s"
          .formatted(applicationId, name().toLowerCase(Locale.ROOT));
    }
  }

  private final Severity severity;
  private final String sentence;
  private final String remedy;
  private final @Nullable Page page;

  FindingCode(Severity severity, String sentence, String remedy, @Nullable Page page) {
    this.severity = severity;
    this.sentence = sentence;
    this.remedy = remedy;
    this.page = page;
  }

  /// The stable name, such as `token_rejected`.
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// How bad it is, where the finding does not say otherwise.
  public Severity severity() {
    return severity;
  }

  /// What is wrong.
  public String sentence() {
    return sentence;
  }

  /// What to do about it.
  public String remedy() {
    return remedy;
  }

  @Nullable Page page() {
    return page;
  }
}
