package dev.botswain.sim.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.botswain.sim.world.AuditAction;
import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.Guild;
import dev.botswain.sim.world.Json;
import dev.botswain.sim.world.Member;
import dev.botswain.sim.world.Permissions;
import dev.botswain.sim.world.ScheduledEvent;
import dev.botswain.sim.world.ScheduledEvents;
import dev.botswain.sim.world.User;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/// The scheduled events of a guild ([Guild Scheduled
/// Event](https://discord.com/developers/docs/resources/guild-scheduled-event)).
final class ScheduledEventRoutes {
  private static final String ALL = "/guilds/{guild_id}/scheduled-events";
  private static final String ONE = ALL + "/{guild_scheduled_event_id}";

  void addTo(Router router) {
    router.get(ALL, this::list);
    router.post(ALL, this::create);
    router.get(ONE, this::get);
    router.patch(ONE, this::modify);
    router.delete(ONE, this::delete);
    router.get(ONE + "/users", this::users);
  }

  private Answer list(Call call) {
    Guild guild = call.guild();
    boolean counts = call.query().isTrue("with_user_count");
    List<ScheduledEvent> open =
        guild.scheduledEvents().stream()
            .filter(event -> !event.isOver() && event.isSeenBy(call.viewer()))
            .toList();
    return Answer.list(open, (event, json) -> write(json, event, counts));
  }

  private static void write(JsonGenerator json, ScheduledEvent event, boolean counts)
      throws IOException {
    json.writeStartObject();
    event.fields(json);
    if (counts) {
      json.writeNumberField("user_count", event.users().size());
    }
    json.writeEndObject();
  }

  /// The event in the path, which the bot may see.
  private static ScheduledEvent event(Call call, Guild guild) {
    ScheduledEvent event = guild.scheduledEvents().get(call.id("guild_scheduled_event_id"));
    if (event == null || !event.isSeenBy(call.viewer())) {
      throw ErrorCode.UNKNOWN_EVENT.refusal();
    }
    return event;
  }

  private Answer get(Call call) {
    ScheduledEvent event = event(call, call.guild());
    boolean counts = call.query().isTrue("with_user_count");
    return Answer.ok(json -> write(json, event, counts));
  }

  private Answer create(Call call) {
    Guild guild = call.guild();
    Form form = call.form();
    Consumer<ScheduledEvent> setup = ScheduledEventForm.read(form, guild, null, call.now());
    Long channelId = form.snowflake("channel_id");
    need(call, guild, channelId == null ? 0 : channelId, Permissions.CREATE_EVENTS);
    long open = guild.scheduledEvents().stream().filter(event -> !event.isOver()).count();
    if (open >= ScheduledEvents.MAX_OPEN) {
      throw ErrorCode.TOO_MANY_EVENTS.refusal();
    }
    ScheduledEvent event =
        call.audit(guild)
            .created(
                AuditAction.GUILD_SCHEDULED_EVENT_CREATE,
                () -> call.world().scheduledEvents().create(guild, call.bot().user(), setup),
                ScheduledEvent::write);
    return Answer.ok(event::write);
  }

  /// Refuses the request unless the bot has a permission where the event is, and the further
  /// permissions of its channel's type ([Guild Scheduled Event Permissions
  /// Requirements](https://discord.com/developers/docs/resources/guild-scheduled-event#guild-scheduled-event-permissions-requirements)).
  private static void need(Call call, Guild guild, long channelId, long permission) {
    Channel channel = guild.channels().get(channelId);
    if (channel == null) {
      call.rights(guild).need(permission);
      return;
    }
    long hosting =
        switch (channel.type()) {
          case GUILD_STAGE_VOICE ->
              Permissions.MANAGE_CHANNELS | Permissions.MUTE_MEMBERS | Permissions.MOVE_MEMBERS;
          default -> Permissions.VIEW_CHANNEL | Permissions.CONNECT;
        };
    call.rights(channel).need(permission | hosting);
  }

  /// Its creator may change an event with CREATE_EVENTS, others only with MANAGE_EVENTS.
  private static void needToChange(Call call, Guild guild, ScheduledEvent event) {
    boolean own =
        event.creator() == call.bot().user() && call.rights(guild).has(Permissions.CREATE_EVENTS);
    need(
        call,
        guild,
        event.channelId(),
        own ? Permissions.CREATE_EVENTS : Permissions.MANAGE_EVENTS);
  }

  private Answer modify(Call call) {
    Guild guild = call.guild();
    ScheduledEvent event = event(call, guild);
    needToChange(call, guild, event);
    if (event.isOver()) {
      throw ErrorCode.EVENT_IS_OVER.refusal();
    }
    Consumer<ScheduledEvent> change =
        ScheduledEventForm.read(call.form(), guild, event, call.now());
    call.audit(guild)
        .changed(
            AuditAction.GUILD_SCHEDULED_EVENT_UPDATE,
            event,
            ScheduledEvent::write,
            () -> call.world().scheduledEvents().update(event, change));
    return Answer.ok(event::write);
  }

  private Answer delete(Call call) {
    Guild guild = call.guild();
    ScheduledEvent event = event(call, guild);
    needToChange(call, guild, event);
    call.audit(guild)
        .deleted(
            AuditAction.GUILD_SCHEDULED_EVENT_DELETE,
            event,
            ScheduledEvent::write,
            () -> call.world().scheduledEvents().delete(event));
    return Answer.NO_CONTENT;
  }

  private Answer users(Call call) {
    Guild guild = call.guild();
    ScheduledEvent event = event(call, guild);
    Form query = call.query();
    int limit = query.number("limit", 1, 100, 100);
    boolean withMember = query.isTrue("with_member");
    Long before = query.snowflake("before");
    Long after = query.snowflake("after");
    query.check();
    List<User> page =
        before != null
            ? event.users().before(before, limit)
            : event.users().after(after == null ? 0 : after, limit);
    return Answer.list(page, (user, json) -> write(json, event, user, withMember));
  }

  private static void write(JsonGenerator json, ScheduledEvent event, User user, boolean withMember)
      throws IOException {
    json.writeStartObject();
    Json.id(json, "guild_scheduled_event_id", event.id());
    Json.id(json, "user_id", user.id());
    json.writeFieldName("user");
    user.write(json);
    Member member = withMember ? event.guild().members().get(user.id()) : null;
    if (member != null) {
      json.writeFieldName("member");
      member.write(json);
    }
    json.writeNumberField("response", 1);
    json.writeEndObject();
  }
}
