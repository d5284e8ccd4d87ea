package dev.botswain.sim.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.botswain.sim.world.Bot;
import dev.botswain.sim.world.DemoWorld;
import dev.botswain.sim.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/// The commands of the demo world's first bot, as `commands.json` lists them: global ones of every
/// type, and two of The Harbour alone, one of which has the name of a global one.
public final class DemoCommands {
  private DemoCommands() {}

  /// Registers them, if the world has that bot.
  public static void register(World world, Commands commands) {
    Bot bot = world.bots().byToken(DemoWorld.TOKEN);
    if (bot == null || bot.guilds().isEmpty()) {
      return;
    }
    JsonNode all = read();
    register(commands, bot, 0, all.path("global"));
    register(commands, bot, bot.guilds().at(0).id(), all.path("guild"));
  }

  private static void register(Commands commands, Bot bot, long guildId, JsonNode listed) {
    for (JsonNode command : listed) {
      String name = command.path("name").asText();
      long id = DemoWorld.commandId(guildId == 0 ? name : name + " of a guild");
      commands.register(bot, guildId, id, (ObjectNode) command);
    }
  }

  private static JsonNode read() {
    try (var stream =
        Objects.requireNonNull(DemoWorld.class.getResourceAsStream("commands.json"))) {
      return new JsonMapper().readTree(stream);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read commands.json", e);
    }
  }
}
