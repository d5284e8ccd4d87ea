package dev.botswain.sim.world;

import static dev.botswain.sim.world.ChannelType.*;

import dev.botswain.sim.picture.Pictures;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// The channels of the demo world's large guild, and their messages.
final class HarbourChannels {
  private static final int MESSAGES = 540;

  /// The messages of #boat-talk: more than anyone loads at once.
  private static final int LONG = 2_000;

  private final World world;
  private final Guild guild;
  private final User bot;
  private final Random random = Demo.random();
  private final List<User> speakers = new ArrayList<>();
  private int created;
  private int said;

  HarbourChannels(World world, Guild guild, User bot) {
    this.world = world;
    this.guild = guild;
    this.bot = bot;
  }

  void fill() {
    guild.members().stream()
        .map(Member::user)
        .filter(user -> !user.bot())
        .limit(60)
        .forEach(speakers::add);
    long welcome = add(GUILD_CATEGORY, "Welcome", 0, null).id();
    var rules = add(GUILD_TEXT, "rules", welcome, "Read before you cast off");
    var news = add(GUILD_ANNOUNCEMENT, "announcements", welcome, "From the harbour office");
    add(GUILD_TEXT, "introductions", welcome, "Say ahoy");
    long deck = add(GUILD_CATEGORY, "Deck", 0, null).id();
    var general = add(GUILD_TEXT, "general", deck, "Talk about anything that floats");
    var weather = add(GUILD_TEXT, "weather", deck, "Forecasts, and who got wet");
    var boats = add(GUILD_TEXT, "boat-talk", deck, "Hulls, sails, engines");
    add(GUILD_TEXT, "photos", deck, null);
    add(GUILD_TEXT, "recipes", deck, "One pot, two burners");
    add(GUILD_TEXT, "marketplace", deck, "Buy, sell, swap").rateLimitPerUser(60);
    add(GUILD_TEXT, "grog-and-tales", deck, "Adults only").nsfw(true);
    long workshop = add(GUILD_CATEGORY, "Workshop", 0, null).id();
    var help = add(GUILD_FORUM, "help-desk", workshop, "One question, one post");
    add(GUILD_MEDIA, "gallery", workshop, "Pictures of work in progress");
    var logs = add(GUILD_TEXT, "build-logs", workshop, "Long projects, honest numbers");
    add(GUILD_TEXT, "electronics", workshop, "12 volts and up");
    add(GUILD_TEXT, "tools", workshop, null);
    long voice = add(GUILD_CATEGORY, "Voice", 0, null).id();
    var bridge = add(GUILD_VOICE, "Bridge", voice, null);
    add(GUILD_VOICE, "Galley", voice, null).userLimit(8);
    add(GUILD_VOICE, "Quiet Cabin", voice, null);
    add(GUILD_STAGE_VOICE, "Evening Watch", voice, null);
    long crew = add(GUILD_CATEGORY, "Crew", 0, null).id();
    var table = add(GUILD_TEXT, "captains-table", crew, "Harbour Masters only");
    add(GUILD_TEXT, "mod-log", crew, null);
    add(GUILD_TEXT, "bot-commands", crew, "Try things out here");
    add(GUILD_TEXT, "suggestions", 0, "What should we do better?");
    add(GUILD_TEXT, "lost-and-found", 0, null);
    add(GUILD_ANNOUNCEMENT, "tide-tables", 0, "Every Friday");

    permissions(rules, news, table);
    conversation(general, MESSAGES, Demo.DAY);
    conversation(weather, 40, 2 * Demo.DAY);
    conversation(logs, 25, 3 * Demo.DAY);
    conversation(table, 12, 4 * Demo.DAY);
    say(
        rules,
        "1. Be kind. 2. No selling outside the marketplace. 3. The skipper decides.",
        Demo.DAY);
    say(news, "The slipway is closed for repairs from Monday to Wednesday.", 5 * Demo.DAY);
    threads(general, news, logs, help);
    for (int i = 0; i < 4; i++) {
      long id = speakers.get(10 + i).id();
      guild
          .voiceStates()
          .add(new VoiceState(id, bridge.id(), "voice-" + i, i % 2 == 0, false, false));
    }
    conversation(boats, LONG, -20 * Demo.DAY);
    new Showcase(world, guild, bot, speakers).fill();
  }

  private Channel add(ChannelType type, String name, long parentId, @Nullable String topic) {
    return DemoWorld.channel(world, guild, 0, created++, type, name, parentId).topic(topic);
  }

  /// Bots may only send what their role allows in a channel, so denying @everyone is enough.
  private void permissions(Channel rules, Channel news, Channel table) {
    long sending = Permissions.SEND_MESSAGES | Permissions.CREATE_PUBLIC_THREADS;
    long masters = DemoWorld.roleId(0, 8);
    var readOnly =
        List.of(
            PermissionOverwrite.role(guild.id(), 0, sending),
            PermissionOverwrite.role(masters, sending, 0));
    rules.overwrites(readOnly);
    news.overwrites(readOnly);
    table.overwrites(
        List.of(
            PermissionOverwrite.role(guild.id(), 0, Permissions.VIEW_CHANNEL),
            PermissionOverwrite.role(masters, Permissions.VIEW_CHANNEL, 0)));
  }

  private void conversation(Channel channel, int count, long from) {
    long at = from;
    Message previous = null;
    for (int i = 0; i < count; i++) {
      at += (1 + random.nextInt(25)) * Demo.MINUTE;
      var message = message(channel, speaker(previous), Demo.TEXTS.get(i % Demo.TEXTS.size()), at);
      if (previous != null && random.nextInt(6) == 0) {
        message.replyTo(previous);
      }
      if (random.nextInt(20) == 0) {
        message.editedAt(Snowflakes.millis(message.id()) + Demo.MINUTE);
      }
      if (random.nextInt(9) == 0) {
        react(message);
      }
      if (i % 120 == 60) {
        pin(message);
      }
      if (i % 45 == 30) {
        attach(message);
      }
      Mentions.find(world, message, AllowedMentions.ALL);
      world.messages().keep(channel, message);
      previous = message;
    }
  }

  private User speaker(@Nullable Message previous) {
    var next = speakers.get(random.nextInt(speakers.size()));
    return previous != null && previous.author() == next
        ? speakers.get((int) (next.id() & 15))
        : next;
  }

  private Message message(Channel channel, User author, String text, long at) {
    return new Message(Demo.id(at, said++ & 0xFFF), channel, author).content(text);
  }

  private void say(Channel channel, String text, long at) {
    var message = message(channel, speakers.getFirst(), text, at);
    pin(message);
    world.messages().keep(channel, message);
  }

  private static void pin(Message message) {
    long at = Snowflakes.millis(message.id()) + 5 * Demo.MINUTE;
    message.pinnedAt(at).channel().lastPinAt(at);
  }

  private void react(Message message) {
    for (var emoji : List.of("👍", "⚓", "😂").subList(0, 1 + random.nextInt(3))) {
      var reaction = message.reactionOrNew(Emoji.unicode(emoji));
      for (int i = random.nextInt(5); i >= 0; i--) {
        reaction.users().add(speakers.get(random.nextInt(speakers.size())));
      }
    }
  }

  private void attach(Message message) {
    long id = message.id() + 1;
    var path = "/attachments/%s/%s/quay.png".formatted(message.channel().id(), id);
    var url = Demo.CDN + path;
    message.attachments(
        """
        [{"id":"%s","filename":"quay.png","size":18432,"url":"%s","proxy_url":"%s","content_type":"image/png",\
        "width":640,"height":360,"flags":0}]\
        """
            .formatted(id, url, url));
    world.files().put(path, new ReadyFile("image/png", () -> Pictures.sea("quay " + id, 640, 360)));
  }

  private void threads(Channel general, Channel news, Channel logs, Channel help) {
    var start = general.messages().at(100);
    var sail = thread(general, start.id(), PUBLIC_THREAD, "Saturday evening sail", 3);
    conversation(sail, 15, Demo.DAY + 30 * Demo.MINUTE);
    thread(news, news.messages().at(0).id(), ANNOUNCEMENT_THREAD, "Slipway: questions", 2);
    thread(logs, Demo.id(6 * Demo.DAY, 1), PRIVATE_THREAD, "Keel budget", 2);
    for (int i = 0; i < 3; i++) {
      var title =
          List.of("Bilge pump runs all night", "Which antifouling?", "Radio licence").get(i);
      long id = Demo.id(6 * Demo.DAY, 10 + i);
      var post = thread(help, id, PUBLIC_THREAD, title, 4);
      var first = new Message(id, post, speakers.get(i)).content(Demo.TEXTS.get(42 + i));
      world.messages().keep(post, first);
      conversation(post, 6, 6 * Demo.DAY + Demo.MINUTE);
    }
    var old = thread(general, general.messages().at(40).id(), PUBLIC_THREAD, "Fender line", 2);
    var state = old.thread();
    if (state != null) {
      state.archived(true, Demo.START + 4 * Demo.DAY);
    }
  }

  private Channel thread(Channel parent, long id, ChannelType type, String name, int members) {
    var owner = speakers.get(random.nextInt(speakers.size()));
    var thread =
        world.threads().create(guild, parent, id, type, name, owner, Snowflakes.millis(id));
    var state = thread.thread();
    for (int i = 0; state != null && i < members; i++) {
      state.members().add(new ThreadState.Joined(speakers.get(i).id(), Snowflakes.millis(id)));
    }
    return thread;
  }
}
