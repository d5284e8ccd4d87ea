package dev.botswain.sim.control;

import dev.botswain.sim.world.Bot;
import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.Guild;
import dev.botswain.sim.world.HostileWorld;
import dev.botswain.sim.world.Json;
import dev.botswain.sim.world.World;

/// Adds a guild in which everything that people can write is made to break whoever shows it.
final class HostileActions {
  private final World world;

  HostileActions(World world) {
    this.world = world;
  }

  void addTo(Control control) {
    control.post("/sim/hostile", this::add);
  }

  /// For the bot `botId`, by default the world's first.
  private Done add(Request request) {
    Long id = request.input("botId").id("botId");
    Bot bot = id == null ? world.bots().all().at(0) : world.bots().get(id);
    if (bot == null) {
      throw Refused.bad("botId: there is no bot " + id + ".");
    }
    Guild guild = new HostileWorld(world).addFor(bot);
    return Done.created(json -> {
      json.writeStartObject();
      Json.id(json, "guildId", guild.id());
      json.writeArrayFieldStart("channelIds");
      for (Channel channel : guild.channels()) {
        json.writeString(Long.toString(channel.id()));
      }
      json.writeEndArray();
      json.writeEndObject();
    });
  }
}
