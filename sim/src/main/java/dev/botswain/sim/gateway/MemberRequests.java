package dev.botswain.sim.gateway;

import dev.botswain.sim.world.Guild;
import dev.botswain.sim.world.Intents;
import dev.botswain.sim.world.Json;
import dev.botswain.sim.world.Member;
import dev.botswain.sim.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// REQUEST_GUILD_MEMBERS and the chunks that answer it (Gateway Events, "Request Guild Members").
///
/// A request for a guild that the bot is not in, or for the whole list without the intent
/// GUILD_MEMBERS, gets no answer.
final class MemberRequests {
  private static final int CHUNK = 1000;
  private static final int MAX_MATCHES = 100;

  private final World world;
  private final boolean limits;

  MemberRequests(World world, boolean limits) {
    this.world = world;
    this.limits = limits;
  }

  void answer(Account account, Session session, Command.RequestMembers request) {
    var guild = session.viewer().bot().guilds().get(request.guildId());
    if (guild == null) {
      return;
    }
    var query = request.query();
    if (query == null) {
      byIds(guild, session, request);
    } else if (!query.isEmpty()) {
      send(guild, session, request, matches(guild, query, request.limit()), null);
    } else if (session.viewer().has(Intents.GUILD_MEMBERS)) {
      all(account, guild, session, request);
    }
  }

  private void byIds(Guild guild, Session session, Command.RequestMembers request) {
    var found = new ArrayList<Member>();
    var notFound = new ArrayList<Long>();
    for (long id : request.userIds()) {
      var member = guild.members().get(id);
      if (member == null) {
        notFound.add(id);
      } else {
        found.add(member);
      }
    }
    send(guild, session, request, found, notFound);
  }

  private static List<Member> matches(Guild guild, String query, int limit) {
    var prefix = query.toLowerCase(Locale.ROOT);
    int most = limit == 0 ? MAX_MATCHES : Math.min(limit, MAX_MATCHES);
    return guild.members().stream()
        .filter(member ->
            startsWith(member.user().username(), prefix)
                || startsWith(member.displayName(), prefix))
        .limit(most)
        .toList();
  }

  private static boolean startsWith(String name, String prefix) {
    return name.toLowerCase(Locale.ROOT).startsWith(prefix);
  }

  private void all(Account account, Guild guild, Session session, Command.RequestMembers request) {
    if (request.limit() > 0) {
      send(guild, session, request, guild.members().after(0, request.limit()), null);
      return;
    }
    long wait = limits ? account.waitForWholeList(guild.id(), world.now()) : 0;
    if (wait == 0) {
      send(guild, session, request, guild.members().list(), null);
    } else {
      session.send("RATE_LIMITED", rateLimited(guild, request.nonce(), wait), world.now());
    }
  }

  private static byte[] rateLimited(Guild guild, @Nullable String nonce, long waitMs) {
    return Json.bytes(json -> {
      json.writeStartObject();
      json.writeNumberField("opcode", 8);
      json.writeNumberField("retry_after", waitMs / 1000.0);
      json.writeObjectFieldStart("meta");
      Json.id(json, "guild_id", guild.id());
      if (nonce != null) {
        json.writeStringField("nonce", nonce);
      }
      json.writeEndObject();
      json.writeEndObject();
    });
  }

  private void send(
      Guild guild,
      Session session,
      Command.RequestMembers request,
      List<Member> members,
      @Nullable List<Long> notFound) {
    int count = Math.max(1, (members.size() + CHUNK - 1) / CHUNK);
    for (int i = 0; i < count; i++) {
      int index = i;
      var part = members.subList(i * CHUNK, Math.min(members.size(), (i + 1) * CHUNK));
      var data =
          Json.bytes(json -> {
            json.writeStartObject();
            Json.id(json, "guild_id", guild.id());
            json.writeArrayFieldStart("members");
            for (var member : part) {
              member.write(json);
            }
            json.writeEndArray();
            json.writeNumberField("chunk_index", index);
            json.writeNumberField("chunk_count", count);
            if (notFound != null) {
              long[] ids = notFound.stream().mapToLong(Long::longValue).toArray();
              Json.ids(json, "not_found", ids);
            }
            if (request.presences() && session.viewer().has(Intents.GUILD_PRESENCES)) {
              json.writeArrayFieldStart("presences");
              for (var member : part) {
                if (member.user().presence().isVisible()) {
                  member.user().presence().write(json, member.user(), 0);
                }
              }
              json.writeEndArray();
            }
            if (request.nonce() != null) {
              json.writeStringField("nonce", request.nonce());
            }
            json.writeEndObject();
          });
      session.send("GUILD_MEMBERS_CHUNK", data, world.now());
    }
  }
}
