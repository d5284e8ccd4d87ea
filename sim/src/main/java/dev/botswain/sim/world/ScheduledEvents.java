package dev.botswain.sim.world;

import java.util.function.Consumer;

/// Creates, changes and cancels scheduled events (Guild Scheduled Event). None begins or ends by
/// itself.
public final class ScheduledEvents {
  /// How many scheduled or active events a guild can have.
  public static final int MAX_OPEN = 100;

  private static final int MAX_OVER = 100;

  private final World world;

  ScheduledEvents(World world) {
    this.world = world;
  }

  /// Creates an event: GUILD_SCHEDULED_EVENT_CREATE.
  public ScheduledEvent create(Guild guild, User creator, Consumer<ScheduledEvent> setup) {
    var event = new ScheduledEvent(world.newId(), guild, creator);
    setup.accept(event);
    guild.scheduledEvents().add(event);
    publish("GUILD_SCHEDULED_EVENT_CREATE", event, event::write);
    return event;
  }

  /// Changes an event: GUILD_SCHEDULED_EVENT_UPDATE. The last hundred that are over are kept.
  public void update(ScheduledEvent event, Consumer<ScheduledEvent> change) {
    change.accept(event);
    publish("GUILD_SCHEDULED_EVENT_UPDATE", event, event::write);
    var over = event.guild().scheduledEvents().stream().filter(ScheduledEvent::isOver).toList();
    if (over.size() > MAX_OVER) {
      event.guild().scheduledEvents().remove(over.getFirst().id());
    }
  }

  /// Deletes an event: GUILD_SCHEDULED_EVENT_DELETE.
  public void delete(ScheduledEvent event) {
    if (event.guild().scheduledEvents().remove(event.id()) != null) {
      publish("GUILD_SCHEDULED_EVENT_DELETE", event, event::write);
    }
  }

  /// A user becomes interested in an event: GUILD_SCHEDULED_EVENT_USER_ADD.
  public void subscribe(ScheduledEvent event, User user) {
    event.users().add(user);
    publishUser("GUILD_SCHEDULED_EVENT_USER_ADD", event, user);
  }

  /// A user is no longer interested: GUILD_SCHEDULED_EVENT_USER_REMOVE.
  public void unsubscribe(ScheduledEvent event, User user) {
    if (event.users().remove(user.id()) != null) {
      publishUser("GUILD_SCHEDULED_EVENT_USER_REMOVE", event, user);
    }
  }

  private void publishUser(String type, ScheduledEvent event, User user) {
    publish(
        type,
        event,
        json -> {
          json.writeStartObject();
          Json.id(json, "guild_scheduled_event_id", event.id());
          Json.id(json, "user_id", user.id());
          Json.id(json, "guild_id", event.guild().id());
          json.writeEndObject();
        });
  }

  private void publish(String type, ScheduledEvent event, Json.Writer data) {
    world.publish(
        Dispatch.inGuild(
            type,
            event.guild(),
            viewer -> viewer.has(Intents.GUILD_SCHEDULED_EVENTS) && event.isSeenBy(viewer),
            (json, viewer) -> data.write(json)));
  }
}
