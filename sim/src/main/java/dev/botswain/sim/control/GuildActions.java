package dev.botswain.sim.control;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.botswain.sim.world.AllowedMentions;
import dev.botswain.sim.world.Bot;
import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.Guild;
import dev.botswain.sim.world.Json;
import dev.botswain.sim.world.Member;
import dev.botswain.sim.world.Message;
import dev.botswain.sim.world.Snowflakes;
import dev.botswain.sim.world.User;
import dev.botswain.sim.world.World;
import java.io.IOException;

/// Guilds and their users: they join, leave, and post messages.
final class GuildActions {
  private static final int MAX_CONTENT = 4_000;

  private final World world;

  GuildActions(World world) {
    this.world = world;
  }

  void addTo(Control control) {
    control.get("/sim/guilds", this::list);
    control.post("/sim/guilds/{guildId}/members", this::join);
    control.delete("/sim/guilds/{guildId}/members/{userId}", this::leave);
    control.post("/sim/channels/{channelId}/messages", this::say);
    control.patch("/sim/channels/{channelId}/messages/{messageId}", this::edit);
    control.delete("/sim/channels/{channelId}/messages/{messageId}", this::unsay);
    control.post("/sim/bots/{botId}/messages", this::sayToBot);
  }

  private Done list(Request request) {
    return Done.ok(json -> {
      json.writeStartArray();
      for (Guild guild : world.guilds().all()) {
        write(json, guild);
      }
      json.writeEndArray();
    });
  }

  private static void write(JsonGenerator json, Guild guild) throws IOException {
    json.writeStartObject();
    Json.id(json, "id", guild.id());
    json.writeStringField("name", guild.name());
    json.writeNumberField("memberCount", guild.members().size());
    json.writeArrayFieldStart("channels");
    for (Channel channel : guild.channels()) {
      write(json, channel);
    }
    for (Channel thread : guild.threads()) {
      write(json, thread);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Channel channel) throws IOException {
    json.writeStartObject();
    Json.id(json, "id", channel.id());
    json.writeStringField("name", channel.name());
    json.writeNumberField("type", channel.type().number());
    json.writeEndObject();
  }

  private Guild guild(Request request) {
    return guild(world, request);
  }

  /// The guild in the path.
  static Guild guild(World world, Request request) {
    long id = request.id("guildId");
    Guild guild = world.guilds().get(id);
    if (guild == null) {
      throw Refused.unknown("There is no guild " + id + ".");
    }
    return guild;
  }

  private User user(String field, long id) {
    User user = world.users().get(id);
    if (user == null) {
      throw Refused.bad(field + ": there is no user " + id + ".");
    }
    return user;
  }

  /// A user joins: the one with `userId`, or a new one called `username`.
  private Done join(Request request) {
    Guild guild = guild(request);
    Input input = request.input("userId", "username");
    Long userId = input.id("userId");
    if (userId != null && input.has("username")) {
      throw Refused.bad("Give userId or username, not both.");
    }
    User user =
        userId != null
            ? user("userId", userId)
            : world.users().create(world.newId(), input.requiredText("username"), null);
    if (guild.members().contains(user.id())) {
      throw Refused.bad("User " + user.id() + " is a member already.");
    }
    Bot bot = world.bots().get(user.id());
    if (bot != null) {
      world.bots().join(bot, guild, 0);
    } else {
      world.members().add(guild, user);
    }
    return Done.created(json -> {
      json.writeStartObject();
      Json.id(json, "userId", user.id());
      json.writeStringField("username", user.username());
      json.writeEndObject();
    });
  }

  private Done leave(Request request) {
    Guild guild = guild(request);
    Member member = guild.members().get(request.id("userId"));
    if (member == null) {
      throw Refused.unknown("There is no such member in guild " + guild.id() + ".");
    }
    if (member.id() == guild.ownerId()) {
      throw Refused.bad("The owner cannot leave the guild.");
    }
    world.members().remove(guild, member.user());
    return Done.NOTHING_TO_SAY;
  }

  private Channel channel(Request request) {
    long id = request.id("channelId");
    Channel channel = world.channels().get(id);
    if (channel == null) {
      throw Refused.unknown("There is no channel " + id + ".");
    }
    return channel;
  }

  private Message message(Request request) {
    Message message = channel(request).messages().get(request.id("messageId"));
    if (message == null) {
      throw Refused.unknown("There is no such message in the channel.");
    }
    return message;
  }

  private static String content(Input input) {
    String content = input.requiredText("content");
    if (content.length() > MAX_CONTENT) {
      throw Refused.bad("content must have at most " + MAX_CONTENT + " characters.");
    }
    return content;
  }

  private Done say(Request request) {
    Channel channel = channel(request);
    Input input = request.input("content", "authorId");
    String content = content(input);
    Long authorId = input.id("authorId");
    if (!channel.type().hasMessages()) {
      throw Refused.bad("Nothing can be said in a channel of type " + channel.type() + ".");
    }
    User author = authorId == null ? someone(channel) : user("authorId", authorId);
    Guild guild = channel.guild();
    if (guild != null && !guild.members().contains(author.id())) {
      throw Refused.bad("authorId: user " + author.id() + " is no member of the guild.");
    }
    return said(world.messages().send(channel, author, content));
  }

  /// The default author: the guild's owner, or the other user of a DM.
  private User someone(Channel channel) {
    Guild guild = channel.guild();
    User recipient = channel.recipient();
    if (guild != null) {
      return user("authorId", guild.ownerId());
    }
    if (recipient == null) {
      throw Refused.bad("authorId is missing.");
    }
    return recipient;
  }

  /// A user writes to a bot: `authorId`, or the owner of the bot's first guild.
  private Done sayToBot(Request request) {
    long id = request.id("botId");
    Bot bot = world.bots().get(id);
    if (bot == null) {
      throw Refused.unknown("There is no bot " + id + ".");
    }
    Input input = request.input("content", "authorId");
    String content = content(input);
    Long authorId = input.id("authorId");
    if (authorId == null && bot.guilds().isEmpty()) {
      throw Refused.bad("authorId is missing.");
    }
    User author = user("authorId", authorId == null ? bot.guilds().at(0).ownerId() : authorId);
    if (author.bot()) {
      throw Refused.bad("authorId: bots cannot write to each other.");
    }
    return said(world.messages().send(world.channels().direct(bot, author), author, content));
  }

  private static Done said(Message message) {
    return Done.created(json -> write(json, message));
  }

  private static void write(JsonGenerator json, Message message) throws IOException {
    json.writeStartObject();
    Json.id(json, "id", message.id());
    Json.id(json, "channelId", message.channel().id());
    Json.id(json, "authorId", message.author().id());
    json.writeStringField("content", message.content());
    Json.time(json, "timestamp", Snowflakes.millis(message.id()));
    json.writeEndObject();
  }

  private Done edit(Request request) {
    Message message = message(request);
    String content = content(request.input("content"));
    world.messages().edit(message, AllowedMentions.ALL, edited -> edited.content(content));
    return Done.ok(json -> write(json, message));
  }

  private Done unsay(Request request) {
    world.messages().delete(message(request));
    return Done.NOTHING_TO_SAY;
  }
}
