package dev.botswain.sim.control;

import dev.botswain.sim.gateway.Blast;
import dev.botswain.sim.gateway.Gateway;
import dev.botswain.sim.world.Bot;
import dev.botswain.sim.world.World;
import java.util.ArrayList;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// Message events in large numbers.
final class BlastActions {
  private static final long MAX_TOTAL = 1_000_000_000;
  private static final int MAX_RATE = 1_000_000;

  private final World world;
  private final Gateway gateway;
  private @Nullable Blast last;
  private long total;

  BlastActions(World world, Gateway gateway) {
    this.world = world;
    this.gateway = gateway;
  }

  void addTo(Control control) {
    control.post("/sim/blast", this::start);
    control.get("/sim/blast", this::progress);
    control.delete("/sim/blast", this::end);
  }

  private Done start(Request request) {
    Input input = request.input("total", "rate", "botIds");
    long wanted = input.requiredNumber("total", 1, MAX_TOTAL);
    int rate = (int) input.requiredNumber("rate", 1, MAX_RATE);
    Collection<Bot> bots = bots(input);
    if (last != null && !last.isDone()) {
      throw new Refused(409, "A blast is under way.");
    }
    total = wanted;
    last = gateway.blast(wanted, rate, bots);
    return progress(request);
  }

  private Collection<Bot> bots(Input input) {
    if (!input.has("botIds")) {
      return world.bots().all().list();
    }
    var bots = new ArrayList<Bot>();
    for (long id : input.ids("botIds")) {
      Bot bot = world.bots().get(id);
      if (bot == null) {
        throw Refused.bad("botIds: there is no bot " + id + ".");
      }
      bots.add(bot);
    }
    return bots;
  }

  /// Sends no more.
  private Done end(Request request) {
    if (last != null) {
      last.end();
    }
    return progress(request);
  }

  /// The progress of the last blast.
  private Done progress(Request request) {
    Blast blast = last;
    return Done.ok(json -> {
      json.writeStartObject();
      json.writeNumberField("total", total);
      json.writeNumberField("sent", blast == null ? 0 : blast.sent());
      json.writeBooleanField("done", blast == null || blast.isDone());
      json.writeEndObject();
    });
  }
}
