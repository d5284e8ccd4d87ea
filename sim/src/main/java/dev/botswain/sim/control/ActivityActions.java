package dev.botswain.sim.control;

import dev.botswain.sim.world.Guild;
import dev.botswain.sim.world.World;
import org.jspecify.annotations.Nullable;

/// Starts and stops the activity of the world's users.
final class ActivityActions {
  private static final int MAX_RATE = 20_000;
  private static final int MAX_SECONDS = 3_600;

  private final World world;
  private final Activity activity;

  ActivityActions(World world, Activity activity) {
    this.world = world;
    this.activity = activity;
  }

  void addTo(Control control) {
    control.post("/sim/activity", this::start);
    control.get("/sim/activity", request -> progress());
    control.delete("/sim/activity", this::stop);
  }

  private Done start(Request request) {
    Input input = request.input("rate", "seconds", "guildId");
    long rate = input.requiredNumber("rate", 1, MAX_RATE);
    long seconds = input.requiredNumber("seconds", 1, MAX_SECONDS);
    Long guildId = input.id("guildId");
    @Nullable Guild only = guildId == null ? null : world.guilds().get(guildId);
    if (guildId != null && only == null) {
      throw Refused.bad("guildId: there is no guild " + guildId + ".");
    }
    activity.start(rate, rate * seconds, only);
    return progress();
  }

  private Done stop(Request request) {
    activity.stop();
    return progress();
  }

  private Done progress() {
    return Done.ok(json -> {
      json.writeStartObject();
      json.writeNumberField("rate", activity.rate());
      if (activity.total() != Long.MAX_VALUE) {
        json.writeNumberField("total", activity.total());
      }
      json.writeNumberField("happened", activity.done());
      json.writeBooleanField("done", activity.isDone());
      json.writeEndObject();
    });
  }
}
