package dev.botswain.sim.control;

import dev.botswain.sim.world.ScheduledEvent;
import dev.botswain.sim.world.User;
import dev.botswain.sim.world.World;
import java.util.function.BiConsumer;

/// Users become interested in scheduled events, or lose interest.
final class EventActions {
  private static final String USERS = "/sim/guilds/{guildId}/scheduled-events/{eventId}/users";

  private final World world;

  EventActions(World world) {
    this.world = world;
  }

  void addTo(Control control) {
    control.post(
        USERS,
        request -> {
          Long userId = request.input("userId").id("userId");
          if (userId == null) {
            throw Refused.bad("userId is missing.");
          }
          return change(request, userId, world.scheduledEvents()::subscribe);
        });
    control.delete(
        USERS + "/{userId}",
        request -> change(request, request.id("userId"), world.scheduledEvents()::unsubscribe));
  }

  private Done change(Request request, long userId, BiConsumer<ScheduledEvent, User> change) {
    var guild = world.guilds().get(request.id("guildId"));
    var event = guild == null ? null : guild.scheduledEvents().get(request.id("eventId"));
    if (guild == null || event == null) {
      throw Refused.unknown("There is no such event.");
    }
    var member = guild.members().get(userId);
    if (member == null) {
      throw Refused.bad("userId: user " + userId + " is no member of the guild.");
    }
    change.accept(event, member.user());
    return Done.NOTHING_TO_SAY;
  }
}
