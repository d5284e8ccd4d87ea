package dev.botswain.sim.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.botswain.sim.rest.Rest;
import dev.botswain.sim.world.AllowedMentions;
import dev.botswain.sim.world.Bot;
import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.ChannelType;
import dev.botswain.sim.world.DemoWorld;
import dev.botswain.sim.world.Emoji;
import dev.botswain.sim.world.Guild;
import dev.botswain.sim.world.Member;
import dev.botswain.sim.world.Message;
import dev.botswain.sim.world.Permissions;
import dev.botswain.sim.world.Presence;
import dev.botswain.sim.world.User;
import dev.botswain.sim.world.VoiceState;
import dev.botswain.sim.world.World;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the users of the world do when nobody tells them: they write and reply, react, edit,
/// delete, vote, come and go, and use commands. Each act is at least one event for the bots of its
/// guild.
///
/// Bounded: it edits and deletes only what it wrote itself, of which it remembers the last two
/// hundred messages, and of those who joined at most twenty stay.
final class Crowd {
  /// Does something in a number of milliseconds.
  @FunctionalInterface
  interface Later {
    void in(long ms, Runnable then);
  }

  private static final int REMEMBERED = 200;
  private static final int GUESTS = 20;

  /// The members who write most of what is written.
  private static final int REGULARS = 60;

  private static final String CORRECTED = " (corrected)";

  private static final List<String> REACTIONS =
      List.of("👍", "⚓", "😂", "🌊", "❤️", "🎉", "👀", "⛵");
  private static final List<Presence> PRESENCES =
      List.of(Presence.ONLINE, Presence.IDLE, Presence.DND, Presence.OFFLINE);

  private final World world;
  private final Rest rest;
  private final @Nullable Guild only;
  private final Later later;
  private final Random random = new Random(42);
  private final Deque<Message> written = new ArrayDeque<>();
  private final Deque<Member> guests = new ArrayDeque<>();
  private int line;
  private int guest;

  /// @param only the guild where all happens, null for any
  Crowd(World world, Rest rest, @Nullable Guild only, Later later) {
    this.world = world;
    this.rest = rest;
    this.only = only;
    this.later = later;
  }

  /// A random number from one to another.
  double between(double from, double to) {
    return from + random.nextDouble() * (to - from);
  }

  /// Something happens.
  void act() {
    Guild guild = guild();
    if (guild == null) {
      return;
    }
    Member member = person(guild);
    int die = random.nextInt(100);
    if (die < 42 || !actsOtherwise(die, guild, member)) {
      say(guild, member, random.nextInt(5) == 0);
    }
  }

  private boolean actsOtherwise(int die, Guild guild, Member member) {
    if (die < 64) {
      return react(guild, member.user());
    }
    if (die < 70) {
      return edit();
    }
    if (die < 73) {
      return delete();
    }
    if (die < 78) {
      return type(guild, member);
    }
    if (die < 83) {
      return appear(member.user());
    }
    if (die < 87) {
      return talk(guild, member);
    }
    if (die < 91) {
      return comeOrGo(guild);
    }
    if (die < 95) {
      return sayInThread(guild, member);
    }
    return die < 97 ? vote(guild, member.user()) : command(guild, member);
  }

  /// The first guild is the liveliest.
  private @Nullable Guild guild() {
    if (only != null) {
      return only;
    }
    var all = world.guilds().all();
    if (all.isEmpty()) {
      return null;
    }
    return all.at(random.nextInt(4) > 0 ? 0 : random.nextInt(all.size()));
  }

  private Member person(Guild guild) {
    var members = guild.members();
    int among = random.nextInt(10) < 7 ? Math.min(REGULARS, members.size()) : members.size();
    int first = random.nextInt(among);
    for (int i = 0; i < members.size(); i++) {
      Member member = members.at((first + i) % members.size());
      if (!member.user().bot()) {
        return member;
      }
    }
    return members.at(first);
  }

  /// A channel where all may write, half of the time the one where most do. Channels with
  /// overwrites are for what is rare.
  private @Nullable Channel place(Guild guild, Member member) {
    List<Channel> all =
        guild.channels().stream()
            .filter(channel -> channel.type() == ChannelType.GUILD_TEXT)
            .filter(channel -> channel.overwrites().isEmpty() && maySay(channel, member))
            .toList();
    if (all.isEmpty()) {
      return null;
    }
    if (random.nextBoolean()) {
      for (Channel channel : all) {
        if (channel.name().equals("general")) {
          return channel;
        }
      }
    }
    return all.get(random.nextInt(all.size()));
  }

  private boolean maySay(Channel channel, Member member) {
    return Permissions.has(
        Permissions.inChannel(channel, member, world.now()),
        Permissions.VIEW_CHANNEL | Permissions.SEND_MESSAGES);
  }

  private String text(Guild guild) {
    List<String> texts = DemoWorld.texts();
    String text = texts.get(line++ % texts.size());
    return switch (random.nextInt(12)) {
      case 0 -> text + " <@" + person(guild).id() + ">";
      case 1 -> "**" + text + "**";
      case 2 -> emoji(guild) == null ? text : text + " " + emoji(guild);
      default -> text;
    };
  }

  /// The guild's first emoji as it is written in messages.
  private static @Nullable String emoji(Guild guild) {
    if (guild.emojis().isEmpty()) {
      return null;
    }
    var emoji = guild.emojis().at(0);
    return "<:" + emoji.name() + ":" + emoji.id() + ">";
  }

  private void say(Guild guild, Member member, boolean reply) {
    Channel channel = place(guild, member);
    if (channel == null) {
      appear(member.user());
      return;
    }
    say(channel, member.user(), text(guild), reply);
  }

  private void say(Channel channel, User author, String text, boolean reply) {
    world.channels().typing(channel, author);
    later.in(
        900 + random.nextInt(1_500),
        () -> {
          if (world.channels().get(channel.id()) != channel) {
            return; // It was deleted meanwhile.
          }
          Message original = reply ? recent(channel) : null;
          Message sent =
              world
                  .messages()
                  .send(
                      channel,
                      author,
                      AllowedMentions.ALL,
                      message -> {
                        message.content(text);
                        if (original != null) {
                          message.replyTo(original);
                        }
                      });
          written.add(sent);
          if (written.size() > REMEMBERED) {
            written.remove();
          }
        });
  }

  private @Nullable Message recent(Channel channel) {
    int size = channel.messages().size();
    return size == 0 ? null : channel.messages().at(size - 1 - random.nextInt(Math.min(size, 20)));
  }

  /// One of the newest messages of a channel that all may see.
  private @Nullable Message recent(Guild guild) {
    Channel channel = place(guild, person(guild));
    return channel == null ? null : recent(channel);
  }

  private boolean react(Guild guild, User user) {
    Message message = recent(guild);
    if (message == null || message.reactions().size() > 10) {
      return false;
    }
    var emojis = guild.emojis();
    Emoji emoji =
        !emojis.isEmpty() && random.nextInt(4) == 0
            ? emojis.at(random.nextInt(emojis.size())).emoji()
            : Emoji.unicode(REACTIONS.get(random.nextInt(REACTIONS.size())));
    return world.reactions().add(message, user, emoji)
        || world.reactions().remove(message, user, emoji);
  }

  private @Nullable Message own() {
    Message message = random.nextBoolean() ? written.peekLast() : written.peekFirst();
    return message != null && message.channel().messages().contains(message.id()) ? message : null;
  }

  private boolean edit() {
    Message message = own();
    if (message == null
        || message.content().endsWith(CORRECTED)
        || message.content().length() > 1_000) {
      return false;
    }
    world.messages().edit(message, null, edited -> edited.content(message.content() + CORRECTED));
    return true;
  }

  private boolean delete() {
    Message message = own();
    if (message == null) {
      return false;
    }
    written.remove(message);
    world.messages().delete(message);
    return true;
  }

  private boolean type(Guild guild, Member member) {
    Channel channel = place(guild, member);
    if (channel == null) {
      return false;
    }
    world.channels().typing(channel, member.user());
    return true;
  }

  private boolean appear(User user) {
    Presence next = PRESENCES.get(random.nextInt(PRESENCES.size()));
    if (next.equals(user.presence())) {
      next = user.presence().equals(Presence.ONLINE) ? Presence.IDLE : Presence.ONLINE;
    }
    world.users().presence(user, next);
    return true;
  }

  /// Enters a voice channel, or leaves it.
  private boolean talk(Guild guild, Member member) {
    VoiceState there = guild.voiceStates().get(member.id());
    if (there != null) {
      world.guilds().voice(guild, member, there.movedTo(0));
      return true;
    }
    Channel channel =
        guild.channels().stream()
            .filter(each -> each.type() == ChannelType.GUILD_VOICE)
            .skip(random.nextInt(3))
            .findFirst()
            .orElse(null);
    if (channel == null || guild.voiceStates().size() > GUESTS) {
      return false;
    }
    var state = new VoiceState(member.id(), channel.id(), "v" + member.id(), false, false, false);
    world.guilds().voice(guild, member, state);
    return true;
  }

  private boolean comeOrGo(Guild guild) {
    Member oldest = guests.peekFirst();
    if (oldest != null && (guests.size() >= GUESTS || random.nextInt(3) == 0)) {
      guests.remove();
      for (Guild each : world.guilds().all()) {
        if (each.members().get(oldest.id()) == oldest) {
          world.members().remove(each, oldest.user());
          return true;
        }
      }
      return false; // It has left already.
    }
    User user = world.users().create(world.newId(), "landlubber" + ++guest, "Landlubber " + guest);
    guests.add(world.members().add(guild, user));
    return true;
  }

  private boolean sayInThread(Guild guild, Member member) {
    List<Channel> threads =
        guild.threads().stream()
            .filter(thread -> thread.thread() != null && !thread.thread().archived())
            .filter(thread -> maySay(thread, member))
            .toList();
    if (threads.isEmpty()) {
      return false;
    }
    say(threads.get(random.nextInt(threads.size())), member.user(), text(guild), false);
    return true;
  }

  private boolean vote(Guild guild, User user) {
    Message poll =
        guild.channels().stream()
            .flatMap(channel ->
                channel.messages().stream().skip(Math.max(0, channel.messages().size() - 20)))
            .filter(message -> message.poll() != null)
            .findFirst()
            .orElse(null);
    return poll != null && world.polls().vote(poll, user, 1 + random.nextInt(2), false);
  }

  /// A member uses a global slash command of a bot of the guild.
  private boolean command(Guild guild, Member member) {
    for (Bot bot : guild.bots()) {
      List<ObjectNode> commands =
          rest.commands().global(bot).stream()
              .filter(command -> command.path("type").asInt() == 1)
              .filter(
                  command -> List.of("tide", "forecast").contains(command.path("name").asText()))
              .toList();
      Channel channel = place(guild, member);
      if (!commands.isEmpty() && channel != null) {
        ObjectNode use = JsonNodeFactory.instance.objectNode();
        String name = commands.get(random.nextInt(commands.size())).path("name").asText();
        use.put("name", name);
        if (name.equals("forecast")) {
          use.putArray("options").addObject().put("name", "hours").put("value", 6);
        }
        var place = new Place(world, bot, channel, member.user());
        var input = Input.read(use.toString(), Set.of("name", "options"));
        world.interactions().create(bot, new CommandUse(place, input, false).act(rest));
        return true;
      }
    }
    return false;
  }
}
