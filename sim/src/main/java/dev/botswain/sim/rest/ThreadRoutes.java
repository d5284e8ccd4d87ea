package dev.botswain.sim.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.botswain.sim.world.Bot;
import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.ChannelType;
import dev.botswain.sim.world.Guild;
import dev.botswain.sim.world.Permissions;
import dev.botswain.sim.world.ThreadState;
import dev.botswain.sim.world.Threads;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Lists threads ([List Active Guild
/// Threads](https://discord.com/developers/docs/resources/guild#list-active-guild-threads), [List
/// Public Archived
/// Threads](https://discord.com/developers/docs/resources/channel#list-public-archived-threads)).
final class ThreadRoutes {
  private static final String ARCHIVED = "/channels/{channel_id}/threads/archived/";

  void addTo(Router router) {
    router.get("/guilds/{guild_id}/threads/active", this::active);
    // Part of version 9, where it still exists; libraries on that version request it.
    router.get("/channels/{channel_id}/threads/active", this::activeHere);
    router.get(ARCHIVED + "public", this::archivedPublic);
    router.get(ARCHIVED + "private", this::archivedPrivate);
    router.get("/channels/{channel_id}/users/@me/threads/archived/private", this::archivedJoined);
  }

  private Answer active(Call call) {
    return active(call, call.guild(), _ -> true);
  }

  private Answer activeHere(Call call) {
    Channel parent = call.channel();
    Guild guild = parent.guild();
    if (guild == null) {
      throw ErrorCode.NOT_IN_DM.refusal();
    }
    return active(call, guild, thread -> thread.parentId() == parent.id());
  }

  private static Answer active(Call call, Guild guild, Predicate<Channel> wanted) {
    List<Channel> threads =
        call.world().threads().active(guild, call.viewer()).reversed().stream()
            .filter(wanted)
            .toList();
    return Answer.ok(json -> {
      json.writeStartObject();
      fields(json, call, threads);
      json.writeBooleanField("has_more", false);
      json.writeEndObject();
    });
  }

  private Answer archivedPublic(Call call) {
    Channel channel = call.channel();
    call.rights(channel).need(Permissions.READ_MESSAGE_HISTORY);
    return byTime(call, channel, thread -> thread.type() != ChannelType.PRIVATE_THREAD);
  }

  private Answer archivedPrivate(Call call) {
    Channel channel = call.channel();
    call.rights(channel).need(Permissions.READ_MESSAGE_HISTORY | Permissions.MANAGE_THREADS);
    return byTime(call, channel, thread -> thread.type() == ChannelType.PRIVATE_THREAD);
  }

  private static Answer byTime(Call call, Channel channel, Predicate<Channel> wanted) {
    Form query = call.query();
    Instant before = query.time("before");
    int limit = query.number("limit", 2, 100, 50);
    query.check();
    List<Channel> found =
        archived(channel).stream()
            .filter(wanted)
            .filter(thread -> before == null || archivedAt(thread) < before.toEpochMilli())
            .sorted(Comparator.comparingLong(ThreadRoutes::archivedAt).reversed())
            .toList();
    return page(call, found, limit);
  }

  private Answer archivedJoined(Call call) {
    Channel channel = call.channel();
    call.rights(channel).need(Permissions.READ_MESSAGE_HISTORY);
    Form query = call.query();
    Long before = query.snowflake("before");
    int limit = query.number("limit", 2, 100, 50);
    query.check();
    List<Channel> found =
        archived(channel).stream()
            .filter(thread -> thread.type() == ChannelType.PRIVATE_THREAD)
            .filter(thread -> hasJoined(thread, call.bot()))
            .filter(thread -> before == null || thread.id() < before)
            .toList()
            .reversed();
    return page(call, found, limit);
  }

  private static List<Channel> archived(Channel channel) {
    Guild guild = channel.guild();
    if (guild == null) {
      throw ErrorCode.NOT_IN_DM.refusal();
    }
    return guild.threads().stream()
        .filter(thread -> thread.parentId() == channel.id())
        .filter(thread -> thread.thread() instanceof ThreadState state && state.archived())
        .toList();
  }

  private static long archivedAt(Channel thread) {
    @Nullable ThreadState state = thread.thread();
    return state == null ? 0 : state.archivedAt();
  }

  private static boolean hasJoined(Channel thread, Bot bot) {
    return thread.thread() instanceof ThreadState state && state.members().contains(bot.id());
  }

  private static Answer page(Call call, List<Channel> found, int limit) {
    List<Channel> page = found.subList(0, Math.min(limit, found.size()));
    return Answer.ok(json -> {
      json.writeStartObject();
      fields(json, call, page);
      json.writeBooleanField("has_more", page.size() < found.size());
      json.writeEndObject();
    });
  }

  private static void fields(JsonGenerator json, Call call, List<Channel> threads)
      throws IOException {
    json.writeFieldName("threads");
    Answer.array(json, threads, (thread, item) -> Threads.write(item, thread, call.viewer()));
    json.writeFieldName("members");
    Answer.array(
        json, threads, (thread, item) -> Threads.writeMembership(item, thread, call.bot()));
  }
}
