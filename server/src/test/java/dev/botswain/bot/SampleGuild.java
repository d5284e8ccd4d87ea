package dev.botswain.bot;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Guilds as long as Discord's, in everything that GUILD_CREATE contains about channels, roles and
/// members, and as hard to compress: no two ids, hashes, names or permissions are alike.
public record SampleGuild(int channels, int roles, int members) {
  public static final SampleGuild SMALL = new SampleGuild(20, 10, 50);
  public static final SampleGuild MANY_MEMBERS = new SampleGuild(20, 10, 1_000);
  public static final SampleGuild LARGE = new SampleGuild(500, 250, 50);

  private static final List<String> WORDS =
      List.of(
          ("anchor bilge capstan deck ebb fathom galley halyard island jetty keel lantern mast "
                  + "needle oar port quay rigging sail tide under vane windlass yard zenith")
              .split(" "));

  /// @param number distinguishes guilds of this kind
  /// @param botId one of the members
  public byte[] create(int number, long botId) {
    return new Writer(new Random(number)).guild(this, botId).getBytes(UTF_8);
  }

  private record Writer(Random random) {
    String guild(SampleGuild sample, long botId) {
      long id = id();
      List<Long> users =
          Stream.concat(Stream.of(botId), Stream.generate(this::id)).limit(sample.members).toList();
      return """
      {"id":"%d","name":"%s","icon":"%s","owner_id":"%d","splash":null,"discovery_splash":null,
      "banner":null,"description":"%s","afk_channel_id":null,"afk_timeout":300,
      "widget_enabled":false,"verification_level":2,"default_message_notifications":1,
      "explicit_content_filter":2,"mfa_level":1,"application_id":null,
      "features":["COMMUNITY","NEWS","AUTO_MODERATION","INVITE_SPLASH"],"system_channel_id":"%d",
      "system_channel_flags":5,"rules_channel_id":"%d","max_members":500000,"vanity_url_code":null,
      "premium_tier":1,"premium_subscription_count":4,"preferred_locale":"en-GB","nsfw_level":0,
      "premium_progress_bar_enabled":false,"joined_at":"2024-03-01T12:00:00.000000+00:00",
      "large":%b,"unavailable":false,"member_count":%d,"voice_states":[],"stage_instances":[],
      "threads":[],"guild_scheduled_events":[],"soundboard_sounds":[],"stickers":[],"emojis":[],
      "roles":%s,"channels":%s,"members":%s,"presences":%s}\
      """
          .formatted(
              id,
              words(2),
              hash(),
              id(),
              words(8),
              id(),
              id(),
              sample.members > 50,
              sample.members,
              list(sample.roles, this::role),
              list(sample.channels, () -> channel(id)),
              users.stream().map(this::member).collect(Collectors.joining(",", "[", "]")),
              users.stream().map(Writer::presence).collect(Collectors.joining(",", "[", "]")));
    }

    private long id() {
      return random.nextLong(100_000_000_000_000_000L, 1_400_000_000_000_000_000L);
    }

    private String hash() {
      var bytes = new byte[16];
      random.nextBytes(bytes);
      return HexFormat.of().formatHex(bytes);
    }

    private String words(int count) {
      return Stream.generate(() -> WORDS.get(random.nextInt(WORDS.size())))
          .limit(count)
          .collect(Collectors.joining(" "));
    }

    private static String list(int length, Supplier<String> item) {
      return Stream.generate(item).limit(length).collect(Collectors.joining(",", "[", "]"));
    }

    private String role() {
      int colour = random.nextInt(1 << 24);
      return """
      {"id":"%d","name":"%s","permissions":"%d","position":%d,"color":%d,
      "colors":{"primary_color":%d,"secondary_color":null,"tertiary_color":null},"hoist":%b,
      "managed":false,"mentionable":false,"icon":null,"unicode_emoji":null,"flags":0}\
      """
          .formatted(
              id(),
              words(2),
              random.nextLong(1L << 50),
              random.nextInt(250),
              colour,
              colour,
              random.nextBoolean());
    }

    private String channel(long guild) {
      return """
      {"id":"%d","type":0,"guild_id":"%d","name":"%s","position":%d,"parent_id":"%d",
      "topic":"%s","nsfw":false,"last_message_id":"%d","last_pin_timestamp":null,
      "rate_limit_per_user":0,"flags":0,"permission_overwrites":%s}\
      """
          .formatted(
              id(),
              guild,
              words(2).replace(' ', '-'),
              random.nextInt(500),
              id(),
              words(8),
              id(),
              list(3, this::overwrite));
    }

    private String overwrite() {
      return "{\"id\":\"%d\",\"type\":0,\"allow\":\"%d\",\"deny\":\"%d\"}"
          .formatted(id(), random.nextLong(1L << 50), random.nextLong(1L << 50));
    }

    private String member(long user) {
      return """
      {"user":{"id":"%d","username":"%s","discriminator":"0","global_name":"%s","avatar":"%s",
      "bot":false,"public_flags":0,"collectibles":null,"avatar_decoration_data":null},"nick":null,
      "avatar":null,"banner":null,"roles":["%d","%d"],
      "joined_at":"2023-05-01T09:30:00.000000+00:00","premium_since":null,"deaf":false,
      "mute":false,"flags":0,"pending":false,"communication_disabled_until":null}\
      """
          .formatted(user, words(1), words(2), hash(), id(), id());
    }

    private static String presence(long user) {
      return """
      {"user":{"id":"%d"},"status":"online","activities":[],"client_status":{"desktop":"online"}}\
      """
          .formatted(user);
    }
  }
}
