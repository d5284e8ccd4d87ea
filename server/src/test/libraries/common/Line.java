package common;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;

/// The conversation of a bot with the test that runs it: one JSON object per line.
public final class Line {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  static {
    System.setOut(System.err); // Libraries may log there.
  }

  private Line() {}

  /// Executes a test's commands.
  public interface Hand {
    void members(String guild, Members members) throws Exception;

    String send(String channel, String content) throws Exception;

    void edit(String channel, String id, String content) throws Exception;

    void react(String channel, String id, String emoji) throws Exception;

    void delete(String channel, String id) throws Exception;

    String file(String channel, String name, byte[] content) throws Exception;

    String register(String guild, String name, String description) throws Exception;
  }

  /// Receives what a library knows of a guild.
  public interface Members {
    /// @param cached how many members it knows
    /// @param memberCount how many there are
    /// @param online how many of the known ones are not offline
    void are(long cached, long memberCount, long online);
  }

  /// Reports an event.
  ///
  /// @param more names and values, in turn; values are texts or lists of texts
  public static void on(String what, Object... more) {
    say("on", what, more);
  }

  private static void say(String verb, String what, Object... more) {
    var line = new LinkedHashMap<String, Object>();
    line.put(verb, what);
    for (int i = 0; i < more.length; i += 2) {
      line.put((String) more[i], more[i + 1]);
    }
    try {
      String text = JSON.writeValueAsString(line);
      synchronized (OUT) {
        OUT.println(text);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Executes commands until there are no more.
  public static void obey(Hand hand) throws IOException {
    var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      JsonNode order = JSON.readTree(line);
      String what = order.path("do").asText();
      try {
        obey(hand, what, order);
      } catch (Exception failure) {
        failure.printStackTrace();
        say("failed", what, "why", failure.toString());
      }
    }
  }

  private static void obey(Hand hand, String what, JsonNode order) throws Exception {
    String channel = order.path("channel").asText();
    String id = order.path("id").asText();
    String name = order.path("name").asText();
    String content = order.path("content").asText();
    switch (what) {
      case "members" ->
          hand.members(
              order.path("guild").asText(),
              (cached, memberCount, online) ->
                  say(
                      "done",
                      what,
                      "cached",
                      cached,
                      "memberCount",
                      memberCount,
                      "online",
                      online));
      case "send" -> say("done", what, "id", hand.send(channel, content));
      case "file" -> {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        say("done", what, "id", hand.file(channel, name, bytes));
      }
      case "register" -> {
        String guild = order.path("guild").asText();
        say("done", what, "id", hand.register(guild, name, order.path("description").asText()));
      }
      case "edit" -> {
        hand.edit(channel, id, content);
        say("done", what);
      }
      case "react" -> {
        hand.react(channel, id, order.path("emoji").asText());
        say("done", what);
      }
      case "delete" -> {
        hand.delete(channel, id);
        say("done", what);
      }
      default -> throw new IllegalArgumentException("what is " + what + "?");
    }
  }
}
