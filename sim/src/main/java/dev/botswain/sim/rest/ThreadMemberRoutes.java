package dev.botswain.sim.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.ChannelType;
import dev.botswain.sim.world.Guild;
import dev.botswain.sim.world.Intents;
import dev.botswain.sim.world.Json;
import dev.botswain.sim.world.Member;
import dev.botswain.sim.world.Message;
import dev.botswain.sim.world.Permissions;
import dev.botswain.sim.world.ThreadState;
import dev.botswain.sim.world.User;
import java.io.IOException;
import java.util.List;

/// The members of a thread ([Join
/// Thread](https://discord.com/developers/docs/resources/channel#join-thread)).
final class ThreadMemberRoutes {
  private static final int MAX = 1_000;
  private static final String ALL = "/channels/{channel_id}/thread-members";

  void addTo(Router router) {
    router.get(ALL, this::list);
    router.get(ALL + "/{user_id}", this::get);
    router.put(ALL + "/@me", this::join);
    router.post(ALL + "/@me", this::join); // As before the documentation named PUT.
    router.delete(ALL + "/@me", this::leave);
    router.put(ALL + "/{user_id}", this::add);
    router.post(ALL + "/{user_id}", this::add);
    router.delete(ALL + "/{user_id}", this::remove);
  }

  private record Place(Guild guild, Channel thread, ThreadState state) {}

  private static Place place(Call call) {
    Channel channel = call.channel();
    Guild guild = channel.guild();
    ThreadState state = channel.thread();
    if (guild == null || state == null) {
      throw ErrorCode.WRONG_CHANNEL_TYPE.refusal();
    }
    return new Place(guild, channel, state);
  }

  private static Place active(Call call) {
    Place place = place(call);
    if (place.state.archived()) {
      throw ErrorCode.ARCHIVED_THREAD.refusal();
    }
    return place;
  }

  private Answer list(Call call) {
    Place place = place(call);
    if (!call.viewer().has(Intents.GUILD_MEMBERS)) {
      throw ErrorCode.MISSING_ACCESS.refusal();
    }
    Form query = call.query();
    boolean withMember = query.isTrue("with_member");
    Long after = query.snowflake("after");
    int limit = query.number("limit", 1, 100, 100);
    query.check();
    List<ThreadState.Joined> joined =
        withMember
            ? place.state.members().after(after == null ? 0 : after, limit)
            : place.state.members().list();
    return Answer.list(joined, (one, json) -> write(json, place, one, withMember));
  }

  private Answer get(Call call) {
    Place place = place(call);
    ThreadState.Joined joined = place.state.members().get(call.user().id());
    if (joined == null) {
      throw ErrorCode.UNKNOWN_MEMBER.refusal();
    }
    boolean withMember = call.query().isTrue("with_member");
    return Answer.ok(json -> write(json, place, joined, withMember));
  }

  private static void write(
      JsonGenerator json, Place place, ThreadState.Joined joined, boolean withMember)
      throws IOException {
    json.writeStartObject();
    Json.id(json, "id", place.thread.id());
    Json.id(json, "user_id", joined.id());
    Json.time(json, "join_timestamp", joined.joinedAt());
    json.writeNumberField("flags", 1);
    Member member = withMember ? place.guild.members().get(joined.id()) : null;
    if (member != null) {
      json.writeFieldName("member");
      member.write(json);
    }
    json.writeEndObject();
  }

  private Answer join(Call call) {
    Place place = active(call);
    Member self = place.guild.members().get(call.bot().id());
    if (self == null) {
      throw ErrorCode.MISSING_ACCESS.refusal();
    }
    checkRoom(place);
    call.world().threads().join(place.guild, place.thread, self);
    return Answer.NO_CONTENT;
  }

  private static void tell(Call call, Place place, int type, User about) {
    call.world().messages().tell(place.thread, call.bot().user(), type, "", about);
  }

  private static void checkRoom(Place place) {
    if (place.state.members().size() >= MAX) {
      throw ErrorCode.TOO_MANY_THREAD_MEMBERS.refusal();
    }
  }

  private Answer leave(Call call) {
    Place place = active(call);
    call.world().threads().leave(place.guild, place.thread, call.bot().id());
    return Answer.NO_CONTENT;
  }

  private Answer add(Call call) {
    Place place = active(call);
    Rights rights = call.rights(place.thread).need(Permissions.SEND_MESSAGES);
    boolean closed =
        place.thread.type() == ChannelType.PRIVATE_THREAD
            && !place.state.invitable()
            && place.state.ownerId() != call.bot().id();
    if (closed) {
      rights.need(Permissions.MANAGE_THREADS);
    }
    checkRoom(place);
    Member member = call.member(place.guild);
    boolean isNew = !place.state.members().contains(member.id());
    call.world().threads().join(place.guild, place.thread, member);
    if (isNew && member.id() != call.bot().id()) {
      tell(call, place, Message.RECIPIENT_ADD, member.user());
    }
    return Answer.NO_CONTENT;
  }

  private Answer remove(Call call) {
    Place place = active(call);
    boolean ownPrivate =
        place.thread.type() == ChannelType.PRIVATE_THREAD
            && place.state.ownerId() == call.bot().id();
    if (!ownPrivate) {
      call.rights(place.thread).need(Permissions.MANAGE_THREADS);
    }
    User user = call.user();
    boolean was = place.state.members().contains(user.id());
    call.world().threads().leave(place.guild, place.thread, user.id());
    if (was && user.id() != call.bot().id()) {
      tell(call, place, Message.RECIPIENT_REMOVE, user);
    }
    return Answer.NO_CONTENT;
  }
}
