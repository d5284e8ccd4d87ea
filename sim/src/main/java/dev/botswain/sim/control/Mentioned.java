package dev.botswain.sim.control;

import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.Json;
import dev.botswain.sim.world.Message;
import dev.botswain.sim.world.Resolved;
import dev.botswain.sim.world.Role;
import java.nio.charset.StandardCharsets;

/// The entities that an interaction's data refers to by id.
final class Mentioned {
  private final Place place;
  private final Resolved resolved;

  Mentioned(Place place) {
    this.place = place;
    this.resolved = new Resolved(place.guild(), place.channel(), place.world().now());
  }

  void user(long id) {
    resolved.user(place.user(id));
  }

  void channel(long id) {
    Channel channel = place.world().channels().get(id);
    if (channel == null || channel.guild() != place.guild()) {
      throw Refused.bad("There is no channel " + id + " in the guild.");
    }
    resolved.channel(channel);
  }

  void role(long id) {
    Role role = place.role(id);
    if (role == null) {
      throw Refused.bad("There is no role " + id + " in the guild.");
    }
    resolved.role(role);
  }

  void userOrRole(long id) {
    if (place.role(id) == null) {
      user(id);
    } else {
      role(id);
    }
  }

  void message(Message message) {
    resolved.message(message);
  }

  boolean isEmpty() {
    return resolved.isEmpty();
  }

  /// The object `resolved`, in JSON.
  String json() {
    return new String(
        Json.bytes(json -> resolved.write(json, place.user(), place.bot().overHttp())),
        StandardCharsets.UTF_8);
  }
}
