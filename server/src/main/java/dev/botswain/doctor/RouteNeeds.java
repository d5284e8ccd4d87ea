package dev.botswain.doctor;

import static dev.botswain.discord.protocol.Permission.ADD_REACTIONS;
import static dev.botswain.discord.protocol.Permission.ATTACH_FILES;
import static dev.botswain.discord.protocol.Permission.BAN_MEMBERS;
import static dev.botswain.discord.protocol.Permission.CHANGE_NICKNAME;
import static dev.botswain.discord.protocol.Permission.CREATE_EVENTS;
import static dev.botswain.discord.protocol.Permission.CREATE_GUILD_EXPRESSIONS;
import static dev.botswain.discord.protocol.Permission.CREATE_INSTANT_INVITE;
import static dev.botswain.discord.protocol.Permission.CREATE_PRIVATE_THREADS;
import static dev.botswain.discord.protocol.Permission.CREATE_PUBLIC_THREADS;
import static dev.botswain.discord.protocol.Permission.EMBED_LINKS;
import static dev.botswain.discord.protocol.Permission.KICK_MEMBERS;
import static dev.botswain.discord.protocol.Permission.MANAGE_CHANNELS;
import static dev.botswain.discord.protocol.Permission.MANAGE_EVENTS;
import static dev.botswain.discord.protocol.Permission.MANAGE_GUILD;
import static dev.botswain.discord.protocol.Permission.MANAGE_GUILD_EXPRESSIONS;
import static dev.botswain.discord.protocol.Permission.MANAGE_MESSAGES;
import static dev.botswain.discord.protocol.Permission.MANAGE_NICKNAMES;
import static dev.botswain.discord.protocol.Permission.MANAGE_ROLES;
import static dev.botswain.discord.protocol.Permission.MANAGE_THREADS;
import static dev.botswain.discord.protocol.Permission.MANAGE_WEBHOOKS;
import static dev.botswain.discord.protocol.Permission.MODERATE_MEMBERS;
import static dev.botswain.discord.protocol.Permission.PIN_MESSAGES;
import static dev.botswain.discord.protocol.Permission.READ_MESSAGE_HISTORY;
import static dev.botswain.discord.protocol.Permission.SEND_MESSAGES;
import static dev.botswain.discord.protocol.Permission.SEND_MESSAGES_IN_THREADS;
import static dev.botswain.discord.protocol.Permission.VIEW_AUDIT_LOG;
import static dev.botswain.discord.protocol.Permission.VIEW_CHANNEL;

import dev.botswain.bot.RequestHistory;
import dev.botswain.discord.protocol.Permission;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What Discord wants of a bot for a route, as far as the route shows it.
///
/// Source: <https://discord.com/developers/docs/topics/permissions>, and the resources' pages.
///
/// @param always without these it is refused
/// @param perhaps these are needed in some cases, which the route does not show
/// @param ranks whether the bot must stand above those whom it acts on
record RouteNeeds(Set<Permission> always, Set<Permission> perhaps, boolean ranks) {
  static final RouteNeeds NOTHING = new RouteNeeds(Set.of(), Set.of(), false);

  private static final String CHANNEL = "/channels/{id}";
  private static final String MESSAGES = CHANNEL + "/messages";
  private static final String MESSAGE = MESSAGES + "/{id}";
  private static final String REACTIONS = MESSAGE + "/reactions";
  private static final String GUILD = "/guilds/{id}";
  private static final String MEMBER = GUILD + "/members/{id}";
  private static final String MEMBERS_ROLE = MEMBER + "/roles/{id}";
  private static final String BAN = GUILD + "/bans/{id}";
  private static final String ROLE = GUILD + "/roles/{id}";

  private static final Map<String, RouteNeeds> ALL = new HashMap<>();

  static {
    List.of("POST " + MESSAGES, "POST " + CHANNEL + "/typing")
        .forEach(route -> put(route, VIEW_CHANNEL, SEND_MESSAGES));
    List.of("GET " + MESSAGES, "GET " + MESSAGE, "GET " + REACTIONS + "/{name}")
        .forEach(route -> put(route, VIEW_CHANNEL, READ_MESSAGE_HISTORY));
    perhaps("POST " + MESSAGE + "/crosspost", MANAGE_MESSAGES, VIEW_CHANNEL, SEND_MESSAGES);
    perhaps("DELETE " + MESSAGE, MANAGE_MESSAGES, VIEW_CHANNEL);
    perhaps("DELETE " + MESSAGE + " (old)", MANAGE_MESSAGES, VIEW_CHANNEL);
    put("PATCH " + MESSAGE, VIEW_CHANNEL);
    put("POST " + MESSAGES + "/bulk-delete", VIEW_CHANNEL, MANAGE_MESSAGES);
    perhaps("GET " + MESSAGES + "/pins", READ_MESSAGE_HISTORY, VIEW_CHANNEL);
    perhaps("GET " + CHANNEL + "/pins", READ_MESSAGE_HISTORY, VIEW_CHANNEL);
    for (String method : List.of("PUT ", "DELETE ")) {
      for (String pins : List.of(MESSAGES + "/pins/{id}", CHANNEL + "/pins/{id}")) {
        put(method + pins, VIEW_CHANNEL, READ_MESSAGE_HISTORY, PIN_MESSAGES);
      }
    }
    perhaps("PUT " + REACTIONS + "/{name}/@me", ADD_REACTIONS, VIEW_CHANNEL, READ_MESSAGE_HISTORY);
    put("DELETE " + REACTIONS + "/{name}/@me", VIEW_CHANNEL);
    for (String part : List.of("", "/{name}", "/{name}/{id}")) {
      put("DELETE " + REACTIONS + part, VIEW_CHANNEL, READ_MESSAGE_HISTORY, MANAGE_MESSAGES);
    }
    put("GET " + CHANNEL, VIEW_CHANNEL);
    put("PATCH " + CHANNEL, VIEW_CHANNEL, MANAGE_CHANNELS);
    put("DELETE " + CHANNEL, VIEW_CHANNEL, MANAGE_CHANNELS);
    put("PUT " + CHANNEL + "/permissions/{id}", VIEW_CHANNEL, MANAGE_ROLES);
    put("DELETE " + CHANNEL + "/permissions/{id}", VIEW_CHANNEL, MANAGE_ROLES);
    put("GET " + CHANNEL + "/invites", VIEW_CHANNEL, MANAGE_CHANNELS);
    put("POST " + CHANNEL + "/invites", VIEW_CHANNEL, CREATE_INSTANT_INVITE);
    put("GET " + CHANNEL + "/webhooks", VIEW_CHANNEL, MANAGE_WEBHOOKS);
    put("POST " + CHANNEL + "/webhooks", VIEW_CHANNEL, MANAGE_WEBHOOKS);
    put("PATCH /webhooks/{id}", MANAGE_WEBHOOKS);
    put("DELETE /webhooks/{id}", MANAGE_WEBHOOKS);
    perhaps(
        "POST " + CHANNEL + "/threads",
        CREATE_PRIVATE_THREADS,
        VIEW_CHANNEL,
        CREATE_PUBLIC_THREADS);
    put("GET " + CHANNEL + "/threads/archived/public", VIEW_CHANNEL, READ_MESSAGE_HISTORY);
    put(
        "GET " + CHANNEL + "/threads/archived/private",
        VIEW_CHANNEL,
        READ_MESSAGE_HISTORY,
        MANAGE_THREADS);
    put("POST " + MESSAGE + "/threads", VIEW_CHANNEL, CREATE_PUBLIC_THREADS);
    put("PUT " + CHANNEL + "/thread-members/{id}", VIEW_CHANNEL, SEND_MESSAGES_IN_THREADS);
    perhaps("DELETE " + CHANNEL + "/thread-members/{id}", MANAGE_THREADS, VIEW_CHANNEL);

    put("PATCH " + GUILD, MANAGE_GUILD);
    put("GET " + GUILD + "/audit-logs", VIEW_AUDIT_LOG);
    put("GET " + GUILD + "/invites", MANAGE_GUILD);
    put("GET " + GUILD + "/webhooks", MANAGE_WEBHOOKS);
    put("GET " + GUILD + "/bans", BAN_MEMBERS);
    put("GET " + BAN, BAN_MEMBERS);
    put("DELETE " + BAN, BAN_MEMBERS);
    above("PUT " + BAN, BAN_MEMBERS);
    above("POST " + GUILD + "/bulk-ban", BAN_MEMBERS, MANAGE_GUILD);
    above("DELETE " + MEMBER, KICK_MEMBERS);
    above("PUT " + MEMBERS_ROLE, MANAGE_ROLES);
    above("DELETE " + MEMBERS_ROLE, MANAGE_ROLES);
    // What of the member changes is in the body.
    ALL.put(
        "PATCH " + MEMBER,
        new RouteNeeds(Set.of(), EnumSet.of(MODERATE_MEMBERS, MANAGE_NICKNAMES), true));
    put("PATCH " + GUILD + "/members/@me", CHANGE_NICKNAME);
    put("POST " + GUILD + "/roles", MANAGE_ROLES);
    above("PATCH " + GUILD + "/roles", MANAGE_ROLES);
    above("PATCH " + ROLE, MANAGE_ROLES);
    above("DELETE " + ROLE, MANAGE_ROLES);
    put("POST " + GUILD + "/channels", MANAGE_CHANNELS);
    put("PATCH " + GUILD + "/channels", MANAGE_CHANNELS);
    for (String kind : List.of("/emojis", "/stickers", "/soundboard-sounds")) {
      put("POST " + GUILD + kind, CREATE_GUILD_EXPRESSIONS);
      perhaps(
          "PATCH " + GUILD + kind + "/{id}", MANAGE_GUILD_EXPRESSIONS, CREATE_GUILD_EXPRESSIONS);
      perhaps(
          "DELETE " + GUILD + kind + "/{id}", MANAGE_GUILD_EXPRESSIONS, CREATE_GUILD_EXPRESSIONS);
    }
    put("POST " + GUILD + "/scheduled-events", CREATE_EVENTS);
    perhaps("PATCH " + GUILD + "/scheduled-events/{id}", MANAGE_EVENTS);
    perhaps("DELETE " + GUILD + "/scheduled-events/{id}", MANAGE_EVENTS);
    put(RequestHistory.EMBEDDED, EMBED_LINKS);
    put(RequestHistory.FILES, ATTACH_FILES);
  }

  private static void put(String route, Permission... always) {
    ALL.put(route, new RouteNeeds(Set.of(always), Set.of(), false));
  }

  private static void above(String route, Permission... always) {
    ALL.put(route, new RouteNeeds(Set.of(always), Set.of(), true));
  }

  private static void perhaps(String route, Permission perhaps, Permission... always) {
    ALL.put(route, new RouteNeeds(Set.of(always), Set.of(perhaps), false));
  }

  /// @param route the method and the path without ids
  static RouteNeeds of(String route) {
    return ALL.getOrDefault(route, NOTHING);
  }

  /// Its permissions, in the order of their bits.
  Set<Permission> all() {
    Set<Permission> all = EnumSet.noneOf(Permission.class);
    all.addAll(always);
    all.addAll(perhaps);
    return all;
  }
}
