package dev.botswain.sim.world;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/// Starts, changes and deletes threads (Threads page).
public final class Threads {
  private final World world;

  Threads(World world) {
    this.world = world;
  }

  /// Starts a thread, with its owner as a member: THREAD_CREATE to the bots that may view it.
  ///
  /// @param id that of its starting message, otherwise a new one
  public Channel create(
      Guild guild,
      Channel parent,
      long id,
      ChannelType type,
      String name,
      User owner,
      Consumer<Channel> setup) {
    var thread = create(guild, parent, id, type, name, owner, world.now());
    thread.rateLimitPerUser(parent.threadRateLimitPerUser());
    setup.accept(thread);
    world.publish(
        Dispatch.inGuild(
            "THREAD_CREATE",
            guild,
            viewer -> viewer.has(Intents.GUILDS) && viewer.sees(thread),
            (json, viewer) -> {
              json.writeStartObject();
              fields(json, thread, viewer);
              json.writeBooleanField("newly_created", true);
              json.writeEndObject();
            }));
    return thread;
  }

  Channel create(
      Guild guild,
      Channel parent,
      long id,
      ChannelType type,
      String name,
      User owner,
      long createdAt) {
    var state = new ThreadState(owner.id(), createdAt);
    state.members().add(new ThreadState.Joined(owner.id(), createdAt));
    var thread = Channel.ofThread(id, type, name, guild, state).parentId(parent.id());
    guild.threads().add(thread);
    world.channels().add(thread);
    if (parent.type().isForum()) {
      parent.lastMessageId(id);
    }
    return thread;
  }

  /// Changes a thread: THREAD_UPDATE, and, if it leaves the archive, THREAD_MEMBER_UPDATE to the
  /// bots in it.
  public Channel update(Guild guild, Channel thread, Consumer<Channel> change) {
    boolean wasArchived = isArchived(thread);
    change.accept(thread);
    world.publish(
        Dispatch.inGuild(
            "THREAD_UPDATE",
            guild,
            viewer -> viewer.has(Intents.GUILDS) && viewer.sees(thread),
            (json, viewer) -> write(json, thread, viewer)));
    if (wasArchived && !isArchived(thread)) {
      tellMembers(guild, thread);
    }
    return thread;
  }

  private static boolean isArchived(Channel thread) {
    return thread.thread() instanceof ThreadState state && state.archived();
  }

  private void tellMembers(Guild guild, Channel thread) {
    for (var bot : guild.bots()) {
      if (thread.thread() instanceof ThreadState state
          && state.members().get(bot.id()) instanceof ThreadState.Joined joined) {
        world.publish(
            Dispatch.toBot(
                "THREAD_MEMBER_UPDATE",
                bot,
                guild.id(),
                Intents.GUILDS,
                (json, viewer) -> {
                  json.writeStartObject();
                  joinedFields(json, thread, joined);
                  Json.id(json, "guild_id", guild.id());
                  json.writeEndObject();
                }));
      }
    }
  }

  /// Deletes a thread: THREAD_DELETE.
  public void delete(Guild guild, Channel thread) {
    if (guild.threads().remove(thread.id()) == null) {
      return;
    }
    world.channels().forget(thread);
    world.publish(
        Dispatch.inChannel(
            "THREAD_DELETE",
            thread,
            Intents.GUILDS,
            0,
            json -> {
              json.writeStartObject();
              Json.id(json, "id", thread.id());
              Json.id(json, "guild_id", guild.id());
              Json.id(json, "parent_id", thread.parentId());
              json.writeNumberField("type", thread.type().number());
              json.writeEndObject();
            }));
  }

  /// Adds a member to a thread, who must be allowed in it: THREAD_MEMBERS_UPDATE, and THREAD_CREATE
  /// to a bot that is added.
  public void join(Guild guild, Channel thread, Member member) {
    var state = thread.thread();
    if (state == null || state.members().contains(member.id())) {
      return;
    }
    state.members().add(new ThreadState.Joined(member.id(), world.now()));
    var bot = world.bots().get(member.id());
    if (bot != null) {
      world.publish(
          Dispatch.toBot(
              "THREAD_CREATE",
              bot,
              guild.id(),
              Intents.GUILDS,
              (json, viewer) -> write(json, thread, viewer)));
    }
    publishMembers(guild, thread, state, member.id(), true);
  }

  /// Removes a member from a thread: THREAD_MEMBERS_UPDATE.
  public void leave(Guild guild, Channel thread, long userId) {
    var state = thread.thread();
    if (state != null && state.members().remove(userId) != null) {
      publishMembers(guild, thread, state, userId, false);
    }
  }

  private void publishMembers(
      Guild guild, Channel thread, ThreadState state, long userId, boolean added) {
    world.publish(
        Dispatch.inGuild(
            "THREAD_MEMBERS_UPDATE",
            guild,
            viewer ->
                viewer.bot().id() == userId
                    ? viewer.has(Intents.GUILDS) || viewer.has(Intents.GUILD_MEMBERS)
                    : viewer.has(Intents.GUILD_MEMBERS) && viewer.sees(thread),
            (json, viewer) -> {
              json.writeStartObject();
              Json.id(json, "id", thread.id());
              Json.id(json, "guild_id", guild.id());
              json.writeNumberField("member_count", state.memberCount());
              json.writeArrayFieldStart(added ? "added_members" : "removed_member_ids");
              var joined = state.members().get(userId);
              if (joined == null) {
                json.writeString(Long.toString(userId));
              } else {
                writeJoined(json, guild, thread, joined);
              }
              json.writeEndArray();
              json.writeEndObject();
            }));
  }

  private static void writeJoined(
      JsonGenerator json, Guild guild, Channel thread, ThreadState.Joined joined)
      throws IOException {
    json.writeStartObject();
    joinedFields(json, thread, joined);
    var member = guild.members().get(joined.id());
    if (member != null) {
      json.writeFieldName("member");
      member.write(json);
    }
    json.writeNullField("presence");
    json.writeEndObject();
  }

  /// Sends a bot the threads of channels that it can now view: THREAD_LIST_SYNC.
  void sync(Guild guild, List<Channel> channels, Bot bot) {
    long[] ids = channels.stream().mapToLong(Channel::id).toArray();
    world.publish(
        Dispatch.toBot(
            "THREAD_LIST_SYNC",
            bot,
            guild.id(),
            Intents.GUILDS,
            (json, viewer) -> {
              json.writeStartObject();
              Json.id(json, "guild_id", guild.id());
              Json.ids(json, "channel_ids", ids);
              var threads =
                  active(guild, viewer).stream()
                      .filter(t -> LongStream.of(ids).anyMatch(id -> id == t.parentId()))
                      .toList();
              json.writeArrayFieldStart("threads");
              for (var thread : threads) {
                thread.write(json);
              }
              json.writeEndArray();
              json.writeArrayFieldStart("members");
              for (var thread : threads) {
                writeMembership(json, thread, viewer.bot());
              }
              json.writeEndArray();
              json.writeEndObject();
            }));
  }

  /// The threads of a guild that are not archived and that a viewer can see.
  public List<Channel> active(Guild guild, Viewer viewer) {
    return guild.threads().stream()
        .filter(thread -> thread.thread() instanceof ThreadState state && !state.archived())
        .filter(viewer::sees)
        .toList();
  }

  /// Writes the thread member object of a bot, or nothing if it has not joined.
  ///
  /// @return whether something was written
  public static boolean writeMembership(JsonGenerator json, Channel thread, Bot bot)
      throws IOException {
    var state = thread.thread();
    var joined = state == null ? null : state.members().get(bot.id());
    if (joined == null) {
      return false;
    }
    json.writeStartObject();
    joinedFields(json, thread, joined);
    json.writeEndObject();
    return true;
  }

  private static void joinedFields(JsonGenerator json, Channel thread, ThreadState.Joined joined)
      throws IOException {
    Json.id(json, "id", thread.id());
    Json.id(json, "user_id", joined.id());
    Json.time(json, "join_timestamp", joined.joinedAt());
    json.writeNumberField("flags", 1);
  }

  /// Writes a thread as a channel object, with the viewer's own membership if there is one.
  public static void write(JsonGenerator json, Channel thread, Viewer viewer) throws IOException {
    json.writeStartObject();
    fields(json, thread, viewer);
    json.writeEndObject();
  }

  /// Writes the fields of a thread, so that the caller can add some.
  public static void fields(JsonGenerator json, Channel thread, Viewer viewer) throws IOException {
    thread.fields(json);
    var state = thread.thread();
    if (state != null && state.members().contains(viewer.bot().id())) {
      json.writeFieldName("member");
      writeMembership(json, thread, viewer.bot());
    }
  }
}
