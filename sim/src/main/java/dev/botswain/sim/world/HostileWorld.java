package dev.botswain.sim.world;

import java.util.ArrayList;
import java.util.List;

/// A guild in which everything that people can write is made to break whoever shows it: markup,
/// text from right to left, stacked accents, Markdown without end, and everything as long as
/// Discord allows. Markup that is executed sets `window.pwned`.
public final class HostileWorld {
  /// What would be executed or would leave its place, if a page took it for markup.
  public static final List<String> MARKUP =
      List.of(
          "<script>window.pwned=1</script>",
          "<img src=x onerror=window.pwned=1>",
          "\"><svg/onload=window.pwned=1>",
          "'};window.pwned=1;//",
          "javascript:window.pwned=1",
          "{{constructor.constructor('window.pwned=1')()}}",
          "</textarea></title><script>window.pwned=1</script>",
          "\u202Egnp.exe\u202C \u2066\u2067 السلام عليكم שלום \u2069\u2069");

  private static final String ZALGO =
      "Z\u0351\u036B\u0343\u036A\u0302A\u0334\u0335\u0321L\u0336\u0322G\u030F\u0489O\u0315\u031B";
  private static final String WIDE = "﷽𒐫꧅";
  private static final int COLOURS = 0xFF00FF;

  private final World world;
  private final List<User> people = new ArrayList<>();

  public HostileWorld(World world) {
    this.world = world;
  }

  /// Creates the guild, with a bot as a member who may do everything there.
  public Guild addFor(Bot bot) {
    for (int i = 0; i < 30; i++) {
      people.add(world.users().create(world.newId(), fit(text(i), 32), fit(text(i + 3), 32)));
    }
    var owner = people.getFirst();
    var guild =
        world
            .guilds()
            .create(
                world.newId(),
                fit(MARKUP.getFirst() + ZALGO.repeat(20), 100),
                owner,
                Demo.EVERYONE);
    guild.description(fit(text(1).repeat(20), 300));
    for (int i = 0; i < 12; i++) {
      var name = fit(text(i), 100);
      world.roles().create(guild, world.newId(), name, role -> role.color(COLOURS).hoist(true));
    }
    var roles = guild.roles().list();
    for (var user : people) {
      var member = new Member(user, world.now()).nick(fit(text((int) (user.id() % 8)) + ZALGO, 32));
      roles.stream()
          .filter(role -> role != guild.everyone())
          .forEach(role -> member.addRole(role.id()));
      guild.members().add(member);
    }
    for (int i = 0; i < 300; i++) {
      guild
          .emojis()
          .add(new CustomEmoji(world.newId(), owner, "e".repeat(2 + i % 31) + i, i % 2 == 0));
    }
    guild
        .stickers()
        .add(
            new Sticker(world.newId(), guild.id(), owner, 1, fit(text(1), 30), fit(text(2), 200))
                .description(fit(text(0).repeat(9), 100)));
    channels(guild);
    world.bots().join(bot, guild, Permissions.ADMINISTRATOR);
    return guild;
  }

  private void channels(Guild guild) {
    var category = channel(guild, ChannelType.GUILD_CATEGORY, fit(text(0).repeat(5), 100), null, 0);
    for (int i = 0; i < MARKUP.size(); i++) {
      var channel =
          channel(
              guild,
              ChannelType.GUILD_TEXT,
              fit(text(i).repeat(3), 100),
              fit((text(i) + " ").repeat(40), 1_024),
              category.id());
      messages(channel, i);
    }
    var forum =
        channel(
            guild, ChannelType.GUILD_FORUM, fit(text(2), 100), fit(text(3).repeat(200), 4_096), 0);
    for (int i = 0; i < 4; i++) {
      long id = world.newId();
      var post =
          world
              .threads()
              .create(
                  guild,
                  forum,
                  id,
                  ChannelType.PUBLIC_THREAD,
                  fit(text(i).repeat(4), 100),
                  people.get(i),
                  world.now());
      world
          .messages()
          .keep(post, new Message(id, post, people.get(i)).content(fit(bombs().get(i), 2_000)));
    }
    channel(guild, ChannelType.GUILD_VOICE, fit(ZALGO.repeat(10), 100), null, 0);
  }

  private Channel channel(
      Guild guild,
      ChannelType type,
      String name,
      @org.jspecify.annotations.Nullable String topic,
      long parent) {
    return world
        .channels()
        .create(guild, world.newId(), type, name, channel -> channel.topic(topic).parentId(parent));
  }

  private void messages(Channel channel, int seed) {
    var texts = new ArrayList<String>(MARKUP);
    texts.addAll(bombs());
    texts.add(ZALGO.repeat(100));
    texts.add(WIDE.repeat(150));
    texts.add("x".repeat(2_000));
    texts.add("\n".repeat(900) + "x".repeat(1_100));
    // People with Nitro write up to 4,000 characters.
    texts.add((MARKUP.get(seed) + " ").repeat(300).substring(0, 4_000));
    for (int i = 0; i < texts.size(); i++) {
      var message = message(channel, texts.get(i), i);
      if (i == 2) {
        react(message);
      }
      world.messages().keep(channel, message);
    }
    world.messages().keep(channel, message(channel, "", 1).embeds(embed(seed)));
    world.messages().keep(channel, message(channel, "", 2).attachments(file(seed)));
    world.messages().keep(channel, message(channel, "", 3).poll(poll(seed)));
    world
        .messages()
        .keep(
            channel,
            message(channel, "", 4).flags(Message.COMPONENTS_V2).components(components(seed)));
  }

  private Message message(Channel channel, String text, int author) {
    var message =
        new Message(world.newId(), channel, people.get(author % people.size())).content(text);
    Mentions.find(world, message, AllowedMentions.ALL);
    return message;
  }

  /// As many different emojis as a message can have.
  private void react(Message message) {
    for (int i = 0; i < 20; i++) {
      var emoji = message.channel().guild();
      if (emoji != null) {
        message.reactionOrNew(emoji.emojis().at(i).emoji()).users().add(people.get(i));
      }
    }
  }

  private static String text(int n) {
    return MARKUP.get(Math.floorMod(n, MARKUP.size()));
  }

  /// Markdown that takes a careless parser very long, or nests without end.
  private static List<String> bombs() {
    return List.of(
        "*".repeat(2_000),
        "**_".repeat(660),
        "> ".repeat(1_000),
        "||".repeat(1_000),
        "[".repeat(1_000) + "](".repeat(500),
        "`".repeat(1_999) + "x",
        "<@".repeat(600) + ">".repeat(600),
        "- ".repeat(900) + "x",
        "# ".repeat(1_000),
        "<:e:1>".repeat(300),
        "~~__**".repeat(300),
        "[click](javascript:window.pwned=1) [here](data:text/html,<script>window.pwned=1</script>)"
            + " <https://example.org/\"onmouseover=window.pwned=1> https://example.org/<img>",
        "```html\n<script>window.pwned=1</script>\n```".repeat(40),
        "<t:99999999999999999999:R> <t:-1:F> <@0> <#999> <@&1> </x:1> <id:customize>",
        "@everyone ".repeat(190));
  }

  private String embed(int seed) {
    return json(
        """
        [{"type":"rich","title":%s,"description":%s,"color":16711935,"url":"https://example.org/%%22onload=1",\
        "author":{"name":%s},"footer":{"text":%s},\
        "fields":[{"name":%s,"value":%s,"inline":true},{"name":%s,"value":%s,"inline":true}]}]\
        """,
        fit(text(seed).repeat(9), 256),
        fit((text(seed) + ZALGO).repeat(200), 4_096),
        fit(text(seed + 1).repeat(9), 256),
        fit(text(seed + 2).repeat(9), 256),
        fit(text(seed), 256),
        fit("w".repeat(500), 1_024),
        fit(ZALGO.repeat(5), 256),
        fit(text(seed + 3), 1_024));
  }

  private String file(int seed) {
    return json(
        """
        [{"id":"1","filename":%s,"title":%s,"description":%s,"size":99999999,"url":"%s/attachments/1/1/x.png",\
        "proxy_url":"%s/attachments/1/1/x.png","content_type":"text/html","flags":0}]\
        """
            .replace("\"%s/", "\"" + "https://cdn.invalid" + "/"),
        "a".repeat(240) + ".html",
        fit(text(seed), 1_024),
        fit(text(seed).repeat(40), 1_024));
  }

  private String poll(int seed) {
    return json(
        """
        {"question":{"text":%s},"answers":[{"answer_id":1,"poll_media":{"text":%s}},\
        {"answer_id":2,"poll_media":{"text":%s}}],"expiry":"2030-01-01T00:00:00.000000+00:00",\
        "allow_multiselect":true,"layout_type":1,"results":{"is_finalized":false,"answer_counts":[]}}\
        """,
        fit(text(seed).repeat(20), 300), fit(text(seed + 1), 55), fit(ZALGO.repeat(9), 55));
  }

  private String components(int seed) {
    return json(
        """
        [{"type":17,"id":1,"accent_color":16711935,"spoiler":false,"components":[{"type":10,"id":2,"content":%s},\
        {"type":1,"id":3,"components":[{"type":2,"id":4,"style":1,"label":%s,"custom_id":%s}]},\
        {"type":1,"id":5,"components":[{"type":3,"id":6,"custom_id":"s","placeholder":%s,"min_values":1,"max_values":1,\
        "options":[{"label":%s,"value":"a","description":%s}]}]}]}]\
        """,
        fit((text(seed) + "\n# ").repeat(300), 3_900),
        fit(text(seed), 80),
        fit(text(seed), 100),
        fit(text(seed + 1).repeat(3), 150),
        fit(text(seed + 2), 100),
        fit(text(seed + 3), 100));
  }

  /// @param texts go in as JSON strings, in the order of the `%s`
  private static String json(String template, String... texts) {
    var quoted = new Object[texts.length];
    for (int i = 0; i < texts.length; i++) {
      var text = texts[i];
      var bytes = Json.bytes(json -> json.writeString(text));
      quoted[i] = new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
    }
    return template.formatted(quoted);
  }

  /// The beginning of a text, as long as Discord allows, and no half character.
  private static String fit(String text, int max) {
    int end = Math.min(max, text.length());
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
  }
}
