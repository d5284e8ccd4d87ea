package dev.botswain.sim.control;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.botswain.sim.gateway.Gateway;
import dev.botswain.sim.gateway.GatewayStats;
import dev.botswain.sim.gateway.Resume;
import dev.botswain.sim.rest.RefusedCalls;
import dev.botswain.sim.rest.RequestLog;
import dev.botswain.sim.rest.Rest;
import dev.botswain.sim.world.Bot;
import dev.botswain.sim.world.BotToken;
import dev.botswain.sim.world.Entity;
import dev.botswain.sim.world.Intents;
import dev.botswain.sim.world.Json;
import dev.botswain.sim.world.World;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// The bots: their data, the sim's counters for them, and faults.
final class BotActions {
  private static final int TOKEN_RESET = 4004;
  private static final Map<String, Integer> PRIVILEGED =
      Map.of(
          "guildMembers", Intents.GUILD_MEMBERS,
          "guildPresences", Intents.GUILD_PRESENCES,
          "messageContent", Intents.MESSAGE_CONTENT);

  private final World world;
  private final Gateway gateway;
  private final Rest rest;

  BotActions(World world, Gateway gateway, Rest rest) {
    this.world = world;
    this.gateway = gateway;
    this.rest = rest;
  }

  void addTo(Control control) {
    control.get("/sim/bots", this::list);
    control.get("/sim/bots/{botId}", request -> Done.ok(json -> write(json, bot(request))));
    control.patch("/sim/bots/{botId}", this::change);
    control.post("/sim/bots/{botId}/gateway", this::disturb);
    control.post("/sim/bots/{botId}/token", this::resetToken);
    control.get("/sim/stats", request -> allStats());
    control.get("/sim/resumes", request -> resumes());
    control.get("/sim/bots/{botId}/stats", this::stats);
    control.get("/sim/bots/{botId}/requests", this::requests);
  }

  private Bot bot(Request request) {
    return bot(world, request);
  }

  /// The bot in the path.
  static Bot bot(World world, Request request) {
    long id = request.id("botId");
    Bot bot = world.bots().get(id);
    if (bot == null) {
      throw Refused.unknown("There is no bot " + id + ".");
    }
    return bot;
  }

  private Done list(Request request) {
    return Done.ok(json -> {
      json.writeStartArray();
      for (Bot bot : world.bots().all()) {
        write(json, bot);
      }
      json.writeEndArray();
    });
  }

  private static void write(JsonGenerator json, Bot bot) throws IOException {
    json.writeStartObject();
    Json.id(json, "id", bot.id());
    json.writeStringField("username", bot.user().username());
    json.writeStringField("token", bot.token());
    if (bot.alias() != null) {
      json.writeStringField("alias", bot.alias());
    }
    Json.ids(json, "guildIds", bot.guilds().stream().mapToLong(Entity::id).toArray());
    json.writeObjectFieldStart("intents");
    for (String name : PRIVILEGED.keySet().stream().sorted().toList()) {
      json.writeBooleanField(name, (bot.allowedIntents() & intent(name)) != 0);
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static int intent(String name) {
    return PRIVILEGED.getOrDefault(name, 0);
  }

  /// Switches privileged intents of the application on and off, as its owner does in Discord's
  /// portal.
  private Done change(Request request) {
    Bot bot = bot(request);
    Input input = request.input("guildMembers", "guildPresences", "messageContent");
    int privileged = bot.allowedIntents() & Intents.PRIVILEGED;
    for (String name : PRIVILEGED.keySet()) {
      Boolean on = input.bool(name);
      if (on != null) {
        privileged = on ? privileged | intent(name) : privileged & ~intent(name);
      }
    }
    world.bots().privileged(bot, privileged);
    return Done.ok(json -> write(json, bot));
  }

  private Done disturb(Request request) {
    Bot bot = bot(request);
    Input input =
        request.input(
            "do", "code", "shard", "resumable", "times", "status", "remaining", "ms", "max");
    String what = input.requiredText("do");
    switch (what) {
      case "close" -> {
        if (input.has("shard")) {
          gateway.close(bot, (int) input.requiredNumber("shard", 0, 10_000), closeCode(input));
        } else {
          gateway.close(bot, closeCode(input));
        }
      }
      case "drop" -> gateway.drop(bot);
      case "reconnect" -> gateway.reconnect(bot);
      case "invalidate" -> gateway.invalidate(bot, Boolean.TRUE.equals(input.bool("resumable")));
      case "silence" -> gateway.silence(bot);
      case "delay" -> gateway.delay(bot, input.requiredNumber("ms", 0, 600_000));
      case "heartbeat" -> gateway.askForHeartbeat(bot);
      case "refuseResumes" ->
          gateway.refuseResumes(
              (int) input.number("times", 1, 1_000_000, 1),
              (int) input.number("status", 400, 599, 503));
      case "remainingStarts" ->
          gateway.remainingStarts(bot, (int) input.requiredNumber("remaining", 0, 1_000_000));
      case "maxConcurrency" ->
          gateway.maxConcurrency(bot, (int) input.requiredNumber("max", 1, 1_000));
      default ->
          throw Refused.bad(
              "do must be one of close, drop, reconnect, invalidate, silence, delay,"
                  + " heartbeat, refuseResumes, remainingStarts, maxConcurrency, but is \""
                  + what
                  + "\".");
    }
    return Done.NOTHING_TO_SAY;
  }

  /// A code that is valid in a close frame (RFC 6455, 7.4).
  private static int closeCode(Input input) {
    int code = (int) input.requiredNumber("code", 1_000, 4_999);
    if (!WebSocketCloseStatus.isValidStatusCode(code)) {
      throw Refused.bad("code must be one that may stand in a close frame, such as 4000.");
    }
    return code;
  }

  /// Gives the bot a new token; the old one is refused from now on, and connections made with it
  /// are closed.
  private Done resetToken(Request request) {
    Bot bot = bot(request);
    Input input = request.input("token");
    String token = input.text("token");
    String chosen = token == null ? BotToken.of(bot.id(), Long.toString(world.newId())) : token;
    if (chosen.isEmpty() || world.bots().byToken(chosen) != null) {
      throw Refused.bad("token must be one that no bot has.");
    }
    world.bots().resetToken(bot, chosen);
    gateway.close(bot, TOKEN_RESET);
    return Done.ok(json -> write(json, bot));
  }

  private Done stats(Request request) {
    Bot bot = bot(request);
    GatewayStats stats = gateway.stats(bot);
    return Done.ok(json -> {
      json.writeStartObject();
      write(json, stats);
      json.writeNumberField("restCalls", rest.requests().calls(bot.id()));
      writeRefused(json, bot);
      json.writeEndObject();
    });
  }

  private Done allStats() {
    GatewayStats stats = gateway.stats();
    return Done.ok(json -> {
      json.writeStartObject();
      write(json, stats);
      json.writeObjectFieldStart("invalidRequests");
      for (var address : rest.invalidRequests().entrySet()) {
        json.writeNumberField(address.getKey(), address.getValue());
      }
      json.writeEndObject();
      json.writeEndObject();
    });
  }

  private Done resumes() {
    List<Resume> resumes = gateway.resumes();
    return Done.ok(json -> {
      json.writeStartArray();
      for (Resume resume : resumes) {
        json.writeStartObject();
        Json.id(json, "botId", resume.botId());
        json.writeNumberField("at", resume.at());
        json.writeNumberField("awayMs", resume.awayMs());
        json.writeEndObject();
      }
      json.writeEndArray();
    });
  }

  private static void write(JsonGenerator json, GatewayStats stats) throws IOException {
    json.writeNumberField("connections", stats.connections());
    json.writeNumberField("identifies", stats.identifies());
    json.writeNumberField("resumes", stats.resumes());
    json.writeNumberField("resumesRefused", stats.resumesRefused());
    json.writeNumberField("heartbeats", stats.heartbeats());
    json.writeObjectFieldStart("closeCodes");
    for (var code : stats.closeCodes().entrySet()) {
      json.writeNumberField(code.getKey().toString(), code.getValue());
    }
    json.writeEndObject();
  }

  private void writeRefused(JsonGenerator json, Bot bot) throws IOException {
    json.writeArrayFieldStart("rateLimited");
    for (RefusedCalls.Count count : rest.refused().of(bot.id())) {
      json.writeStartObject();
      json.writeStringField("bucket", count.bucket());
      json.writeStringField("majors", count.majors());
      json.writeNumberField("times", count.times());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private Done requests(Request request) {
    Bot bot = bot(request);
    var last = rest.requests().last(bot.id(), request.limit(RequestLog.MAX, 50));
    return Done.ok(json -> {
      json.writeStartArray();
      for (RequestLog.Seen seen : last) {
        write(json, seen);
      }
      json.writeEndArray();
    });
  }

  private static void write(JsonGenerator json, RequestLog.Seen seen) throws IOException {
    json.writeStartObject();
    json.writeStringField("at", seen.at().toString());
    json.writeStringField("method", seen.method());
    json.writeStringField("path", seen.path());
    json.writeStringField("query", seen.query());
    json.writeObjectFieldStart("headers");
    for (var header : seen.headers().entrySet()) {
      json.writeStringField(header.getKey(), header.getValue());
    }
    json.writeEndObject();
    json.writeNumberField("bodyBytes", seen.bodyBytes());
    json.writeNumberField("status", seen.status());
    json.writeEndObject();
  }
}
