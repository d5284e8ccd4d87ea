package dev.botswain.bench.loops;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Payloads as Discord sends them, for the loops.
final class Payloads {
  private static final String MESSAGE =
      """
      {"id":"1425000000000000%03d","type":0,"content":"Is the slipway free on Monday morning? I need about two hours.",\
      "channel_id":"1132915064832000005","author":{"id":"894337768488960039","username":"linzhao","avatar":\
      "00000000000000003d4d51c2d82b14b1","discriminator":"0","public_flags":0,"flags":0,"global_name":"Lin Zhao","bot":false},\
      "attachments":[],"embeds":[],"mentions":[],"mention_roles":[],"pinned":false,"mention_everyone":false,"tts":false,\
      "timestamp":"2025-10-07T02:12:00.000000+00:00","edited_timestamp":null,"flags":0,"components":[],\
      "reactions":[{"emoji":{"id":null,"name":"👍"},"count":5,"me":false}]\
      """;
  private static final String MEMBER =
      """
      {"user":{"id":"8943377684889%05d","username":"member%05d","avatar":null,"discriminator":"0","global_name":"Member",\
      "bot":false},"roles":["1060437491712000001","1060437491712000002"],"joined_at":"2023-01-05T09:00:00.000000+00:00",\
      "nick":null,"deaf":false,"mute":false,"flags":0,"premium_since":null,"pending":false}\
      """;

  private Payloads() {}

  /// The `d` of a MESSAGE_CREATE.
  static byte[] message() {
    return bytes(
        String.format(Locale.ROOT, MESSAGE, 7)
            + ",\"guild_id\":\"1060437491712000000\",\"member\":{\"roles\":[],\"nick\":null}}");
  }

  /// A hundred messages, as REST gives them.
  static byte[] messages() {
    return bytes(
        IntStream.range(0, 100)
            .mapToObj(number -> String.format(Locale.ROOT, MESSAGE, number) + "}")
            .collect(Collectors.joining(",", "[", "]")));
  }

  /// A gateway payload with a message.
  static byte[] messageCreate() {
    return dispatch("MESSAGE_CREATE", new String(message(), StandardCharsets.UTF_8));
  }

  /// A gateway payload with a guild of a hundred members.
  static byte[] guildCreate() {
    String members =
        IntStream.range(0, 100)
            .mapToObj(number -> String.format(Locale.ROOT, MEMBER, number, number))
            .collect(Collectors.joining(","));
    return dispatch(
        "GUILD_CREATE", "{\"id\":\"1060437491712000000\",\"members\":[" + members + "]}");
  }

  private static byte[] dispatch(String type, String data) {
    return bytes("{\"t\":\"%s\",\"s\":4711,\"op\":0,\"d\":%s}".formatted(type, data));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
