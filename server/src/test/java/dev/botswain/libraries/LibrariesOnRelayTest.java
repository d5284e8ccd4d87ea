package dev.botswain.libraries;

import static dev.botswain.testing.Botswain.TOKEN_THREE_GUILDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.botswain.sim.SimOptions;
import dev.botswain.sim.world.Guild;
import dev.botswain.sim.world.Member;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.BreakableLine;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Third-party libraries, unmodified, each in its own process, all with the same script.
/// `-Dlibrary=jda5` runs only one.
@Tag("libraries")
class LibrariesOnRelayTest {
  /// A guild with more members is large, for every library that does not set its own threshold.
  private static final int LARGE = 250;

  private static final List<String> MEANWHILE = List.of("all hands", "man overboard", "found him");

  @TempDir private Path folder;
  private Botswain botswain;
  private Program program;

  static Stream<Library> libraries() {
    String one = System.getProperty("library");
    return Stream.of(Library.values()).filter(each -> one == null || each.folder.equals(one));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("libraries")
  @Execution(ExecutionMode.CONCURRENT)
  @Timeout(400)
  void library_unmodified_doesAllThatABotDoesAndLosesNothing(Library library) throws Exception {
    ProcessBuilder command = library.language.command(library.folder);
    try (Botswain started = Botswain.start(SimOptions.DEFAULT, Map.of());
        BreakableLine line = BreakableLine.to(started.url());
        ConnectProxy proxy =
            library.speaksToDiscordAlone() ? ConnectProxy.to(line.url(), folder) : null) {
      botswain = started;
      var environment = new HashMap<String, String>();
      environment.put("BOTSWAIN_URL", line.url());
      environment.put("BOTSWAIN_SESSION", botswain.session(TOKEN_THREE_GUILDS));
      if (proxy != null) {
        environment.put("BOTSWAIN_PROXY", proxy.address());
      }
      try (Program running = Program.start(library.folder, command, environment)) {
        program = running;
        isReady();
        seesMembers(library);
        Place place = new Place(guilds().getFirst());
        sendsAndTakesBack(place);
        sendsFile(place);
        answersCommand(place);
        seesSomeoneCome(place);
        resumes(place, line);
        program.finish();
        heardEachOnce();
      }
    }
  }

  /// The guild and channel of the test.
  private record Place(String guild, String channel) {
    Place(Guild guild) {
      this(
          Long.toString(guild.id()),
          guild.channels().stream()
              .filter(channel -> channel.name().equals("general"))
              .map(channel -> Long.toString(channel.id()))
              .findFirst()
              .orElseThrow());
    }
  }

  /// The bot's guilds, smallest first.
  private List<Guild> guilds() {
    return botswain.inWorld(world ->
        world.bots().byToken(TOKEN_THREE_GUILDS).guilds().stream()
            .sorted((one, other) -> one.members().size() - other.members().size())
            .toList());
  }

  private void isReady() {
    JsonNode ready = program.await("ready", _ -> true);
    assertThat(ready.path("user").asText()).isEqualTo(botswain.simBot(TOKEN_THREE_GUILDS));
    assertThat(ready.path("guilds"))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrderElementsOf(
            guilds().stream().map(guild -> Long.toString(guild.id())).toList());
  }

  private void seesMembers(Library library) throws Exception {
    List<Guild> guilds = guilds();
    assertThat(guilds.getFirst().members().size()).isLessThan(LARGE);
    assertThat(guilds.getLast().members().size()).isGreaterThan(LARGE);
    for (Guild guild : guilds) {
      boolean all = library.asksForMembers || guild.members().size() <= LARGE;
      JsonNode seen = program.have("members", Map.of("guild", Long.toString(guild.id())));
      assertThat(seen.path("memberCount").asLong()).isEqualTo(guild.members().size());
      assertThat(seen.path("cached").asLong())
          .as(guild.name())
          .isEqualTo(count(guild, member -> all || isNoticed(guild, member)));
      assertThat(seen.path("online").asLong())
          .as(guild.name())
          .isEqualTo(count(guild, member -> member.user().presence().isVisible()));
    }
  }

  private long count(Guild guild, Predicate<Member> which) {
    return botswain.inWorld(_ -> guild.members().stream().filter(which).count());
  }

  /// Whether Discord sends a member of a large guild unasked (Gateway, "Guild Create").
  private static boolean isNoticed(Guild guild, Member member) {
    return member.user().presence().isVisible()
        || member.roleIds().length > 0
        || member.nick() != null
        || guild.voiceStates().contains(member.id());
  }

  private String send(Place place, String content) throws Exception {
    return program
        .have("send", Map.of("channel", place.channel, "content", content))
        .path("id")
        .asText();
  }

  private void sendsAndTakesBack(Place place) throws Exception {
    String id = send(place, "ahoy");
    JsonNode heard = program.await("message", "id", id);
    assertThat(heard.path("content").asText()).isEqualTo("ahoy");
    assertThat(heard.path("channel").asText()).isEqualTo(place.channel);
    assertThat(heard.path("author").asText()).isEqualTo(botswain.simBot(TOKEN_THREE_GUILDS));

    program.have("edit", Map.of("channel", place.channel, "id", id, "content", "ahoy there"));
    assertThat(program.await("edit", "id", id).path("content").asText()).isEqualTo("ahoy there");

    program.have("react", Map.of("channel", place.channel, "id", id, "emoji", "🔥"));
    JsonNode reaction = program.await("reaction", "message", id);
    assertThat(reaction.path("emoji").asText()).isEqualTo("🔥");
    assertThat(reaction.path("user").asText()).isEqualTo(botswain.simBot(TOKEN_THREE_GUILDS));

    program.have("delete", Map.of("channel", place.channel, "id", id));
    program.await("delete", "id", id);
  }

  private void sendsFile(Place place) throws Exception {
    String chart = "here be dragons 🐉";
    var file = Map.of("channel", place.channel, "name", "chart.txt", "content", chart);
    String id = program.have("file", file).path("id").asText();
    JsonNode heard = program.await("message", "id", id);
    assertThat(heard.path("files")).extracting(JsonNode::asText).containsExactly("chart.txt");

    String attachments =
        botswain.inWorld(world ->
            world
                .channels()
                .get(Long.parseLong(place.channel))
                .messages()
                .get(Long.parseLong(id))
                .attachments());
    String url = new ObjectMapper().readTree(attachments).path(0).path("url").asText();
    try (var http = HttpClient.newHttpClient()) {
      var download = HttpRequest.newBuilder(URI.create(url)).build();
      assertThat(http.send(download, HttpResponse.BodyHandlers.ofString()).body()).isEqualTo(chart);
    }
  }

  private void answersCommand(Place place) throws Exception {
    var command = Map.of("guild", place.guild, "name", "sail", "description", "Sets sail");
    assertThat(program.have("register", command).path("id").asText()).isNotEmpty();
    did(
        "/sim/bots/" + botswain.simBot(TOKEN_THREE_GUILDS) + "/interactions",
        Map.of("type", "command", "name", "sail", "channelId", place.channel));
    program.await("command", "name", "sail");
    program.await("message", "content", "Aye!");
  }

  private void seesSomeoneCome(Place place) {
    did("/sim/guilds/" + place.guild + "/members", Map.of("username", "castaway"));
    String castaway =
        botswain.inWorld(world ->
            world.guilds().get(Long.parseLong(place.guild)).members().stream()
                .filter(member -> member.user().username().equals("castaway"))
                .map(member -> Long.toString(member.id()))
                .findFirst()
                .orElseThrow());
    assertThat(program.await("join", "user", castaway).path("guild").asText())
        .isEqualTo(place.guild);
  }

  private void resumes(Place place, BreakableLine line) {
    line.hold();
    line.cut();
    MEANWHILE.forEach(text -> say(place, text));
    line.release();
    program.await("resumed", _ -> true);
    say(place, "ashore");
    program.await("message", "content", "ashore");
  }

  /// Another user posts a message.
  private void say(Place place, String text) {
    did("/sim/channels/" + place.channel + "/messages", Map.of("content", text));
  }

  private void did(String path, Map<String, ?> what) {
    Botswain.Answer answer = botswain.simPost(path, what);
    assertThat(answer.status()).as(answer.raw().body()).isLessThan(300);
  }

  private void heardEachOnce() {
    var expected = new ArrayList<>(List.of("ahoy", "", "Aye!"));
    expected.addAll(MEANWHILE);
    expected.add("ashore");
    assertThat(program.said("message"))
        .as(program.log())
        .extracting(message -> message.path("content").asText())
        .containsExactlyElementsOf(expected);
    for (String once : List.of("ready", "edit", "reaction", "delete", "command", "join")) {
      assertThat(program.said(once)).as(once + "\n" + program.log()).hasSize(1);
    }
    assertThat(program.said("identified")).as(program.log()).isEmpty();
    assertThat(botswain.stats(TOKEN_THREE_GUILDS).path("identifies").asInt()).isEqualTo(1);
  }
}
