package dev.botswain.sim.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.botswain.sim.picture.Pictures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One of everything that a message can be, in the channels of The Harbour, as `showcase.json`
/// lists it: embeds, files, polls, stickers, components of both kinds, and every kind of Markdown.
///
/// `%user:3%` and the like stand for ids and addresses there. `by` is a member's number, or `bot`
/// for the demo's first bot, and `reply` says how many messages above the original is.
final class Showcase {
  private static final Pattern NAMED =
      Pattern.compile(
          "%(user|role|channel|emoji|command|file|cdn)(?::([^%:]+))?(?::(\\d+)x(\\d+))?%");
  private static final long BEGIN = 4 * Demo.DAY;

  /// What ids of one moment have that no other message has.
  private static final int MARK = 1 << 14;

  private final World world;
  private final Guild guild;
  private final User bot;
  private final List<User> people;
  private final Random random = Demo.random();
  private int made;

  Showcase(World world, Guild guild, User bot, List<User> people) {
    this.world = world;
    this.guild = guild;
    this.bot = bot;
    this.people = people;
  }

  void fill() {
    JsonNode all = read();
    for (JsonNode name : all.path("emojis")) {
      guild
          .emojis()
          .add(new CustomEmoji(emojiId(name.asText()), people.getFirst(), name.asText(), false));
    }
    int number = 0;
    for (JsonNode sticker : all.path("stickers")) {
      long id = Demo.id(-600 * Demo.DAY, 64 + number++);
      guild
          .stickers()
          .add(
              new Sticker(
                      id,
                      guild.id(),
                      people.getFirst(),
                      1,
                      sticker.path("name").asText(),
                      sticker.path("tags").asText())
                  .description(sticker.path("description").asText()));
    }
    all.path("channels")
        .properties()
        .forEach(entry -> say(channel(entry.getKey()), entry.getValue()));
    all.path("forum")
        .properties()
        .forEach(entry -> posts(channel(entry.getKey()), entry.getValue()));
  }

  private JsonNode read() {
    try (var stream = Objects.requireNonNull(Showcase.class.getResourceAsStream("showcase.json"))) {
      var text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return new JsonMapper().readTree(NAMED.matcher(text).replaceAll(this::value));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read showcase.json", e);
    }
  }

  private String value(MatchResult named) {
    var name = String.valueOf(named.group(2));
    return Matcher.quoteReplacement(
        switch (named.group(1)) {
          case "user" -> "<@" + people.get(Integer.parseInt(name)).id() + ">";
          case "role" -> "<@&" + DemoWorld.roleId(0, Integer.parseInt(name)) + ">";
          case "channel" -> "<#" + channel(name).id() + ">";
          case "emoji" -> "<:" + name + ":" + emojiId(name) + ">";
          case "command" -> String.valueOf(Demo.commandId(name));
          case "file" ->
              named.group(3) == null
                  ? url(name)
                  : picture(
                      name, Integer.parseInt(named.group(3)), Integer.parseInt(named.group(4)));
          default -> Demo.CDN;
        });
  }

  private static long emojiId(String name) {
    return Demo.id(-600 * Demo.DAY, 1_000 + Math.floorMod(name.hashCode(), 1 << 20));
  }

  private Channel channel(String name) {
    return guild.channels().stream()
        .filter(channel -> channel.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("there is no #" + name));
  }

  private void say(Channel channel, JsonNode messages) {
    long at = BEGIN + (made % 40) * 31 * Demo.MINUTE;
    for (JsonNode message : messages) {
      at += (2 + random.nextInt(50)) * Demo.MINUTE;
      keep(channel, message, new Message(Demo.id(at, MARK + made), channel, author(message)));
    }
  }

  private User author(JsonNode message) {
    return message.path("by").isTextual() ? bot : people.get(message.path("by").asInt());
  }

  private void posts(Channel forum, JsonNode board) {
    var tags = new JsonMapper().createArrayNode();
    for (JsonNode name : board.path("tags")) {
      tags.addObject()
          .put("id", tagId(forum, name.asText()))
          .put("name", name.asText())
          .put("moderated", false)
          .putNull("emoji_id")
          .putNull("emoji_name");
    }
    forum.availableTags(tags.toString());
    long at = BEGIN + Demo.DAY;
    for (JsonNode post : board.path("posts")) {
      at += (40 + random.nextInt(200)) * Demo.MINUTE;
      long id = Demo.id(at, MARK + made);
      var first = post.path("messages").path(0);
      var thread =
          world
              .threads()
              .create(
                  guild,
                  forum,
                  id,
                  ChannelType.PUBLIC_THREAD,
                  post.path("title").asText(),
                  author(first),
                  Demo.START + at);
      var applied = new JsonMapper().createArrayNode();
      post.path("tags").forEach(tag -> applied.add(tagId(forum, tag.asText())));
      if (thread.thread() instanceof ThreadState state) {
        state.appliedTags(applied.toString());
      }
      long said = at;
      for (JsonNode message : post.path("messages")) {
        long own = said == at ? id : Demo.id(said, MARK + made);
        said += 7 * Demo.MINUTE;
        keep(thread, message, new Message(own, thread, author(message)));
      }
    }
  }

  private static String tagId(Channel forum, String name) {
    return Long.toString(forum.id() + Math.floorMod(name.hashCode(), 1_000) + 200);
  }

  private void keep(Channel channel, JsonNode spec, Message message) {
    made++;
    message
        .type(spec.path("type").asInt())
        .flags(spec.path("flags").asInt())
        .content(spec.path("content").asText())
        .embeds(text(spec, "embeds"))
        .components(spec.has("components") ? ReadyComponents.of(spec.get("components")) : null)
        .attachments(files(spec, message))
        .stickerItems(stickers(spec));
    poll(spec, message);
    int reply = spec.path("reply").asInt();
    if (reply > 0) {
      message.replyTo(channel.messages().at(channel.messages().size() - reply));
    }
    if (spec.path("pin").asBoolean()) {
      long at = Snowflakes.millis(message.id()) + 5 * Demo.MINUTE;
      message.pinnedAt(at).channel().lastPinAt(at);
    }
    for (var reaction : spec.path("react").properties()) {
      react(message, reaction.getKey(), reaction.getValue().asInt());
    }
    Mentions.find(world, message, AllowedMentions.ALL);
    world.messages().keep(channel, message);
  }

  private void react(Message message, String name, int times) {
    var custom = guild.emojis().get(emojiId(name));
    var reaction = message.reactionOrNew(custom == null ? Emoji.unicode(name) : custom.emoji());
    for (int i = 0; i < times; i++) {
      reaction.users().add(people.get((i * 7 + made) % people.size()));
    }
  }

  private static @Nullable String text(JsonNode spec, String field) {
    return spec.has(field) ? spec.get(field).toString() : null;
  }

  private @Nullable String files(JsonNode spec, Message message) {
    if (!spec.has("files")) {
      return null;
    }
    ArrayNode attachments = new JsonMapper().createArrayNode();
    long id = message.id();
    for (JsonNode file : spec.path("files")) {
      id++;
      attachments.add(file.has("text") ? document(file, id) : image(file, id));
    }
    return attachments.toString();
  }

  private ObjectNode document(JsonNode file, long id) {
    var name = file.path("name").asText();
    byte[] bytes = file.path("text").asText().getBytes(StandardCharsets.UTF_8);
    var type =
        name.endsWith(".json") ? "application/json; charset=utf-8" : "text/csv; charset=utf-8";
    world.files().put(path(name), new ReadyFile(type, () -> bytes));
    return attachment(name, id, type, bytes.length);
  }

  private ObjectNode image(JsonNode file, long id) {
    var name = file.path("name").asText();
    int width = file.path("width").asInt();
    int height = file.path("height").asInt();
    picture(name, width, height);
    var made =
        attachment(name, id, "image/png", width * height / 16)
            .put("width", width)
            .put("height", height);
    if (file.has("description")) {
      made.set("description", file.get("description"));
    }
    // Discord's flag of an attachment whose name begins with SPOILER_.
    return file.path("spoiler").asBoolean() ? made.put("flags", 1 << 3) : made;
  }

  private static ObjectNode attachment(String name, long id, String type, int size) {
    return new JsonMapper()
        .createObjectNode()
        .put("id", Long.toString(id))
        .put("filename", name)
        .put("size", size)
        .put("url", url(name))
        .put("proxy_url", url(name))
        .put("content_type", type)
        .put("flags", 0);
  }

  /// Files are found by their name alone.
  private static String path(String name) {
    return "/attachments/"
        + Demo.id(-500 * Demo.DAY, 0)
        + "/"
        + Demo.id(-500 * Demo.DAY, name.hashCode() & 0xFFFF)
        + "/"
        + name;
  }

  private static String url(String name) {
    return Demo.CDN + path(name);
  }

  private String picture(String name, int width, int height) {
    world
        .files()
        .put(path(name), new ReadyFile("image/png", () -> Pictures.sea(name, width, height)));
    return url(name);
  }

  private @Nullable String stickers(JsonNode spec) {
    if (!spec.has("stickers")) {
      return null;
    }
    var wanted = new ArrayList<String>();
    spec.get("stickers").forEach(name -> wanted.add(name.asText()));
    var used =
        guild.stickers().stream().filter(sticker -> wanted.contains(sticker.name())).toList();
    return new String(
        Json.bytes(json -> {
          json.writeStartArray();
          for (var sticker : used) {
            sticker.writeItem(json);
          }
          json.writeEndArray();
        }),
        StandardCharsets.UTF_8);
  }

  private void poll(JsonNode spec, Message message) {
    if (!(spec.get("poll") instanceof ObjectNode poll)) {
      return;
    }
    poll.putObject("results").put("is_finalized", false).putArray("answer_counts");
    message.poll(poll.toString());
    int answer = 0;
    int voter = 0;
    for (JsonNode count : spec.path("votes")) {
      answer++;
      for (int i = 0; i < count.asInt(); i++) {
        message.voters(answer).add(people.get(voter++ % people.size()));
      }
    }
  }
}
