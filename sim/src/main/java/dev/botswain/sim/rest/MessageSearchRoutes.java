package dev.botswain.sim.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.Guild;
import dev.botswain.sim.world.Intents;
import dev.botswain.sim.world.Json;
import dev.botswain.sim.world.Message;
import dev.botswain.sim.world.Permissions;
import dev.botswain.sim.world.Threads;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Searches the messages of a guild ([Search Guild
/// Messages](https://discord.com/developers/docs/resources/message#search-guild-messages)). There
/// is no index that could be behind.
final class MessageSearchRoutes {
  private static final int MAX_OFFSET = 9_975;

  void addTo(Router router) {
    router.get("/guilds/{guild_id}/messages/search", this::search, Bucket.own(2, 1_000));
  }

  private Answer search(Call call) {
    Guild guild = call.guild();
    if (!call.viewer().has(Intents.MESSAGE_CONTENT)) {
      throw ErrorCode.MISSING_ACCESS.refusal();
    }
    call.rights(guild).need(Permissions.READ_MESSAGE_HISTORY);
    Form query = call.query();
    int limit = query.number("limit", 1, 25, 25);
    int offset = query.number("offset", 0, MAX_OFFSET, 0);
    String order = query.text("sort_order", 3, 4);
    boolean nsfw = query.isTrue("include_nsfw");
    var channels = query.listed("channel_id", 500);
    var filter = MessageFilter.read(query);
    query.check();
    List<Message> hits =
        Stream.concat(guild.channels().stream(), guild.threads().stream())
            .filter(channel -> channels.isEmpty() || channels.contains(channel.id()))
            .filter(channel -> nsfw || !isRestricted(guild, channel))
            .filter(channel -> call.rights(channel).has(Permissions.READ_MESSAGE_HISTORY))
            .flatMap(channel -> channel.messages().stream())
            .filter(filter)
            .sorted(Comparator.comparingLong(Message::id))
            .toList();
    List<Message> sorted = "asc".equals(order) ? hits : hits.reversed();
    List<Message> page = sorted.stream().skip(offset).limit(limit).toList();
    return Answer.ok(json -> write(json, call, hits.size(), page));
  }

  /// A thread is as restricted as its channel.
  private static boolean isRestricted(Guild guild, Channel channel) {
    Channel parent = channel.type().isThread() ? guild.channels().get(channel.parentId()) : null;
    return parent == null ? channel.nsfw() : parent.nsfw();
  }

  private static void write(JsonGenerator json, Call call, int total, List<Message> page)
      throws IOException {
    var threads = new ArrayList<Channel>();
    json.writeStartObject();
    json.writeNumberField("total_results", total);
    json.writeBooleanField("doing_deep_historical_index", false);
    json.writeArrayFieldStart("messages");
    for (Message message : page) {
      json.writeStartArray();
      json.writeRawValue(hit(call, message).toString());
      json.writeEndArray();
      Channel channel = message.channel();
      if (channel.type().isThread() && !threads.contains(channel)) {
        threads.add(channel);
      }
    }
    json.writeEndArray();
    json.writeFieldName("threads");
    Answer.array(json, threads, Channel::write);
    json.writeFieldName("members");
    Answer.array(
        json, threads, (thread, item) -> Threads.writeMembership(item, thread, call.bot()));
    json.writeEndObject();
  }

  /// A message as a search shows it: without reactions.
  private static ObjectNode hit(Call call, Message message) {
    ObjectNode hit =
        Bodies.object(
            new String(
                Json.bytes(json -> message.write(json, call.viewer())), StandardCharsets.UTF_8));
    hit.remove("reactions");
    return hit.put("hit", true);
  }
}
