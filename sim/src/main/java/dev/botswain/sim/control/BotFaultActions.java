package dev.botswain.sim.control;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.botswain.sim.fault.BotFault;
import dev.botswain.sim.fault.BotFaults;
import dev.botswain.sim.world.Bot;
import dev.botswain.sim.world.World;
import java.io.IOException;

/// The named faults of a bot.
final class BotFaultActions {
  private final World world;
  private final BotFaults faults;

  BotFaultActions(World world, BotFaults faults) {
    this.world = world;
    this.faults = faults;
  }

  void addTo(Control control) {
    control.get("/sim/bots/{botId}/fault", this::list);
    control.post("/sim/bots/{botId}/fault", this::begin);
    control.delete("/sim/bots/{botId}/fault", this::healAll);
    control.delete("/sim/bots/{botId}/fault/{name}", this::heal);
  }

  private Bot bot(Request request) {
    return BotActions.bot(world, request);
  }

  private Done list(Request request) {
    Bot bot = bot(request);
    return Done.ok(json -> {
      json.writeStartArray();
      for (BotFault fault : BotFaults.all()) {
        write(json, bot, fault);
      }
      json.writeEndArray();
    });
  }

  private void write(JsonGenerator json, Bot bot, BotFault fault) throws IOException {
    json.writeStartObject();
    json.writeStringField("fault", fault.name());
    json.writeStringField("says", fault.says());
    json.writeStringField("options", fault.options());
    json.writeBooleanField("on", faults.has(bot, fault));
    String url = faults.url(bot, fault);
    if (!url.isEmpty()) {
      json.writeStringField("url", url);
    }
    json.writeEndObject();
  }

  private Done begin(Request request) {
    Bot bot = bot(request);
    Input input =
        request.input(
            "fault",
            "afterMs",
            "botId",
            "code",
            "guildId",
            "minutes",
            "ms",
            "permissions",
            "reconnect",
            "remaining",
            "seconds",
            "shards",
            "times");
    BotFault fault = named(input.requiredText("fault"));
    try {
      faults.begin(bot, fault, input);
    } catch (IllegalArgumentException cannot) {
      throw Refused.bad(String.valueOf(cannot.getMessage()));
    }
    return Done.ok(json -> write(json, bot, fault));
  }

  private Done healAll(Request request) {
    faults.heal(bot(request));
    return Done.NOTHING_TO_SAY;
  }

  private Done heal(Request request) {
    faults.heal(bot(request), named(request.values().getOrDefault("name", "")));
    return Done.NOTHING_TO_SAY;
  }

  private static BotFault named(String name) {
    BotFault fault = BotFaults.named(name);
    if (fault == null) {
      throw Refused.unknown(
          "There is no fault "
              + name
              + ". Known: "
              + String.join(", ", BotFaults.all().stream().map(BotFault::name).toList())
              + ".");
    }
    return fault;
  }
}
