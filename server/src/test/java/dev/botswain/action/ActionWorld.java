package dev.botswain.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.sim.world.Bot;
import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.Guild;
import dev.botswain.sim.world.Message;
import dev.botswain.sim.world.Permissions;
import dev.botswain.sim.world.User;
import dev.botswain.sim.world.World;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.Botswain.Answer;
import java.net.http.HttpRequest;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The objects that the actions of the table are about, in The Harbour, and the bots that the
/// actions are asked of.
final class ActionWorld {
  private static final Pattern THING = Pattern.compile("<(\\w+)>");
  private static final String PIXEL =
      "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

  static final byte[] PIXELS = Base64.getDecoder().decode(PIXEL.substring(PIXEL.indexOf(',') + 1));

  private final Botswain botswain;
  private final String guild;
  private final String able;
  private final String limited;
  private final Map<String, Supplier<String>> things = new HashMap<>();
  private int members = 300;
  private int guilds;

  ActionWorld(Botswain botswain) {
    this.botswain = botswain;
    guild = botswain.inWorld(ActionWorld::prepare);
    able = login(Botswain.TOKEN);
    limited = login(Botswain.TOKEN_THREE_GUILDS);
    String general = channel("general");
    String inGeneral = "/api/channels/" + general;
    things.put("guild", () -> guild);
    things.put("left", this::anotherGuild);
    things.put("general", () -> general);
    things.put("message", () -> said(world -> harbour(world).members().at(9).user()));
    things.put("news", () -> channel("tide-tables"));
    things.put("notice", () -> said("tide-tables", world -> harbour(world).members().at(9).user()));
    things.put("own", () -> said(world -> pilot(world).user()));
    things.put("pinned", this::pinned);
    things.put("emoji", () -> "%E2%9A%93");
    things.put("member", () -> inHarbour(harbour -> harbour.members().at(members++).id()));
    things.put("banned", this::banned);
    things.put("role", () -> made("/api/roles", "id", Map.of("name", "Watch")));
    things.put("overwritten", () -> overwritten(inGeneral));
    things.put("channel", () -> made("/api/channels", "id", Map.of("name", "watch")));
    things.put("invite", () -> made(inGeneral + "/invites", "code", Map.of("unique", true)));
    things.put("webhook", () -> made(inGeneral + "/webhooks", "id", Map.of("name", "Tide")));
    things.put("thread", () -> made(inGeneral + "/threads", "id", Map.of("name", "Sail")));
    things.put("joined", () -> inHarbour(harbour -> harbour.members().at(1).id()));
    things.put("image", () -> PIXEL);
    things.put(
        "emojiId", () -> made("/api/emojis", "id", Map.of("name", "anchor", "image", PIXEL)));
    things.put("stickerId", this::sticker);
    things.put("event", this::event);
    things.put("command", this::command);
    things.put("interaction", () -> interaction(Map.of("type", "command", "name", "tide")));
    things.put("answered", this::answered);
    things.put("button", () -> button(inGeneral));
    things.put("typed", () -> interaction(Map.of("type", "autocomplete", "name", "tide")));
    command();
  }

  /// Gives one bot all permissions, one none, and adds a third one.
  private static String prepare(World world) {
    Guild harbour = harbour(world);
    for (var role : harbour.roles()) {
      role.permissions(Permissions.VIEW_CHANNEL);
    }
    long everything = Permissions.ALL & ~Permissions.ADMINISTRATOR;
    Bot pilot = pilot(world);
    harbour.highestRole(harbour.members().get(pilot.id())).permissions(everything);
    Bot fleet = world.bots().byToken(Botswain.TOKEN_THREE_GUILDS);
    world.bots().join(fleet, harbour, everything);
    harbour.highestRole(harbour.members().get(fleet.id())).position(8);
    return Long.toString(harbour.id());
  }

  String login(String token) {
    return botswain
        .post("/api/auth/login", null, Map.of("token", token, "guildId", guild))
        .body()
        .path("sessionId")
        .asText();
  }

  /// A session of the bot that may do everything.
  String able() {
    return able;
  }

  /// A session of the bot that Discord limits.
  String limited() {
    return limited;
  }

  /// The text with objects of the world in the place of the names in `<>`.
  String resolve(String text) {
    return THING.matcher(text).replaceAll((MatchResult thing) -> things.get(thing.group(1)).get());
  }

  private static Guild harbour(World world) {
    return world.guilds().all().stream()
        .filter(one -> one.name().equals("The Harbour"))
        .findFirst()
        .orElseThrow();
  }

  private static Bot pilot(World world) {
    return world.bots().byToken(Botswain.TOKEN);
  }

  private String inHarbour(Function<Guild, Long> look) {
    return Long.toString(botswain.inWorld(world -> look.apply(harbour(world))));
  }

  private static Channel channel(Guild guild, String name) {
    return guild.channels().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  String channel(String name) {
    return inHarbour(harbour -> channel(harbour, name).id());
  }

  /// A guild with the able and the limited bot, besides The Harbour.
  private String anotherGuild() {
    String id =
        Long.toString(
            botswain.inWorld(world -> {
              var owner = world.users().all().at(1);
              var made =
                  world
                      .guilds()
                      .create(
                          world.newId(), "Dry dock " + guilds++, owner, Permissions.VIEW_CHANNEL);
              for (String token : List.of(Botswain.TOKEN, Botswain.TOKEN_THREE_GUILDS)) {
                world.bots().join(world.bots().byToken(token), made, Permissions.VIEW_CHANNEL);
              }
              return made.id();
            }));
    for (String session : List.of(able, limited)) {
      Botswain.eventually(
          () -> assertThat(botswain.get("/api/guilds", session).ids()).contains(id));
    }
    return id;
  }

  private String said(Function<World, User> author) {
    return said("general", author);
  }

  private String said(String channel, Function<World, User> author) {
    return Long.toString(botswain.inWorld(world -> say(world, channel, author.apply(world)).id()));
  }

  private static Message say(World world, String channel, User author) {
    return world.messages().send(channel(harbour(world), channel), author, "Ahoy");
  }

  private String pinned() {
    return Long.toString(
        botswain.inWorld(world -> {
          var said = say(world, "general", pilot(world).user());
          world.messages().pin(said, pilot(world).user());
          return said.id();
        }));
  }

  /// The only one: a guild can have few.
  private String sticker() {
    return Long.toString(
        botswain.inWorld(world -> {
          var harbour = harbour(world);
          var stickers = world.expressions();
          harbour.stickers().stream().toList().forEach(old -> stickers.deleteSticker(harbour, old));
          return stickers.createSticker(harbour, pilot(world).user(), 1, "wave", "wave", null).id();
        }));
  }

  private String banned() {
    return Long.toString(
        botswain.inWorld(world -> {
          var user = harbour(world).members().at(members++).user();
          world.members().ban(harbour(world), user, "Spam");
          return user.id();
        }));
  }

  /// An object that the able bot creates.
  String made(String path, String id, Map<String, ?> body) {
    Answer made = botswain.post(path, able, body);
    if (made.status() / 100 != 2) {
      throw new AssertionError(path + ": " + made.raw().body());
    }
    return made.body().path(id).asText();
  }

  private String overwritten(String channel) {
    String role = things.get("role").get();
    Answer put =
        botswain.send(
            Botswain.request(botswain.url() + channel + "/permissions/" + role)
                .PUT(HttpRequest.BodyPublishers.ofString("{\"type\": \"role\"}")),
            able);
    if (put.status() != 204) {
      throw new AssertionError(put.raw().body());
    }
    return role;
  }

  private String event() {
    return made(
        "/api/scheduled-events",
        "id",
        Map.of(
            "name", "Regatta",
            "entityType", "external",
            "entityMetadata", Map.of("location", "Jetty A"),
            "scheduledStartTime", "2056-12-01T10:00:00Z",
            "scheduledEndTime", "2056-12-01T16:00:00Z"));
  }

  private String command() {
    return made(
        "/api/commands",
        "id",
        Map.of(
            "name",
            "tide",
            "description",
            "When",
            "options",
            List.of(
                Map.of(
                    "type", 3, "name", "harbour", "description", "Where", "autocomplete", true))));
  }

  /// The id and token of an interaction with the able bot, as in a path.
  private String interaction(Map<String, ?> use) {
    command();
    var body = new HashMap<String, Object>(use);
    body.put("channelId", things.get("general").get());
    Answer made =
        botswain.simPost("/sim/bots/" + botswain.simBot(Botswain.TOKEN) + "/interactions", body);
    if (made.status() >= 300) {
      throw new AssertionError(made.raw().body());
    }
    return made.body().path("id").asText() + "/" + made.body().path("token").asText();
  }

  private String answered() {
    String interaction = things.get("interaction").get();
    made("/api/interactions/" + interaction + "/reply", "id", Map.of("content", "Ahoy"));
    return interaction;
  }

  private String button(String channel) {
    var button = Map.of("type", 2, "style", 1, "label", "Press", "custom_id", "press");
    String message =
        made(
            channel + "/messages",
            "id",
            Map.of(
                "content",
                "Press",
                "components",
                List.of(Map.of("type", 1, "components", List.of(button)))));
    return interaction(Map.of("type", "button", "messageId", message, "customId", "press"));
  }
}
