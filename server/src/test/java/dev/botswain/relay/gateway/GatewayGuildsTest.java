package dev.botswain.relay.gateway;

import static dev.botswain.testing.Botswain.TOKEN_THREE_GUILDS;
import static dev.botswain.testing.Botswain.eventually;
import static dev.botswain.testing.GatewayClient.GUILDS;
import static dev.botswain.testing.GatewayClient.GUILD_MEMBERS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import dev.botswain.sim.world.Presence;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.GatewayClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which members and presences a client of the relay has from the start: those that Discord would
/// send it.
class GatewayGuildsTest {
  private static final int PRESENCES = 1 << 8;
  private static final int VOICES = 1 << 7;
  private static final int ALL = GUILDS | GUILD_MEMBERS | PRESENCES | VOICES;
  private static final String WHIST =
      "[{\"id\":\"1\",\"name\":\"whist\",\"type\":0,\"created_at\":1,\"details\":\"at sea ⚓\"}]";

  @TempDir private Path data;
  private Sim sim;
  private Botswain botswain;
  private String session;

  @BeforeEach
  void start() {
    // Without limits, because the sim is asked as often as the relay.
    sim = Sim.start(SimOptions.DEFAULT.withLimits(false));
    begin(Map.of());
    session = botswain.session(TOKEN_THREE_GUILDS);
  }

  @AfterEach
  void stop() {
    botswain.close();
    sim.close();
  }

  private void begin(Map<String, String> more) {
    var settings = new HashMap<>(more);
    settings.put("BOTSWAIN_DATA", data.toString());
    botswain = Botswain.onSim(sim, settings);
  }

  private static Map<String, JsonNode> guilds(GatewayClient client) throws Exception {
    var guilds = new TreeMap<String, JsonNode>();
    for (JsonNode _ : client.find("READY").path("guilds")) {
      JsonNode guild = client.await("GUILD_CREATE");
      guilds.put(guild.path("name").asText(), guild);
    }
    return guilds;
  }

  private GatewayClient client(int intents, int threshold) throws Exception {
    GatewayClient client = GatewayClient.connect(botswain);
    client.awaitOp(10);
    client.identify(session, intents, ",'large_threshold':" + threshold);
    return client;
  }

  private Map<String, JsonNode> guilds(int intents, int threshold) throws Exception {
    try (GatewayClient client = client(intents, threshold)) {
      return guilds(client);
    }
  }

  private Map<String, JsonNode> guildsOfSim(int intents, int threshold) throws Exception {
    try (GatewayClient client = GatewayClient.ofSim(botswain)) {
      client.awaitOp(10);
      client.identify(TOKEN_THREE_GUILDS, intents, ",'large_threshold':" + threshold);
      return guilds(client);
    }
  }

  private static TreeSet<String> ids(JsonNode list) {
    var ids = new TreeSet<String>();
    list.forEach(one -> ids.add(one.at("/user/id").asText()));
    return ids;
  }

  private static Map<String, JsonNode> presences(JsonNode list) {
    var presences = new TreeMap<String, JsonNode>();
    list.forEach(one -> presences.put(one.at("/user/id").asText(), one));
    return presences;
  }

  /// The third member of the smallest guild.
  private void appear(Presence presence) {
    botswain.inWorld(world -> {
      world.users().presence(world.users().all().at(2), presence);
      return null;
    });
  }

  private static void assertAlike(Map<String, JsonNode> ours, Map<String, JsonNode> theirs) {
    assertThat(ours.keySet()).isEqualTo(theirs.keySet()).hasSize(3);
    theirs.forEach((name, guild) -> {
      assertThat(ids(ours.get(name).path("members")))
          .as(name)
          .isEqualTo(ids(guild.path("members")));
      assertThat(presences(ours.get(name).path("presences")))
          .as(name)
          .isEqualTo(presences(guild.path("presences")));
      assertThat(ours.get(name).path("members")).hasSameSizeAs(guild.path("members"));
      assertThat(ours.get(name).path("large")).as(name).isEqualTo(guild.path("large"));
      assertThat(ours.get(name).path("member_count")).isEqualTo(guild.path("member_count"));
    });
  }

  @Test
  void guilds_fromMemory_comeAtOnce() throws Exception {
    var millis = new ArrayList<Long>();
    for (int i = 0; i < 8; i++) {
      try (GatewayClient client = client(ALL, 250)) {
        client.await("READY");
        long began = System.nanoTime();
        for (int guild = 0; guild < 3; guild++) {
          client.await("GUILD_CREATE");
        }
        millis.add((System.nanoTime() - began) / 1_000_000);
      }
    }

    System.out.println("Guilds of 25, 76 and 311 members take so many ms: " + millis);
    assertThat(millis.stream().min(Long::compare).orElseThrow()).isLessThan(500);
  }

  /// discord.py saw one of 25 members, and Javacord waited for the others forever.
  @ParameterizedTest
  @CsvSource({"259,50", "259,80", "387,250", "131,50", "3,80", "1,50"})
  void guilds_areAsDiscordSendsThem(int intents, int threshold) throws Exception {
    appear(new Presence("dnd", WHIST));

    assertAlike(guilds(intents, threshold), guildsOfSim(intents, threshold));
  }

  @Test
  void guilds_below75000MembersAndTheThreshold_areWhole() throws Exception {
    Map<String, JsonNode> guilds = guilds(ALL, 250);
    assertThat(guilds.get("Lighthouse Keepers").path("members")).hasSize(25);
    assertThat(guilds.get("Lighthouse Keepers").path("large").asBoolean()).isFalse();
    assertThat(guilds.get("Tidal Chess Club").path("members")).hasSize(76);
    assertThat(guilds.get("The Ropewalk").path("large").asBoolean()).isTrue();
  }

  @Test
  void presences_areKeptCurrent() throws Exception {
    appear(Presence.OFFLINE);
    try (GatewayClient watching = client(ALL, 250)) {
      guilds(watching);
      for (Presence now : List.of(Presence.IDLE, Presence.OFFLINE, new Presence("dnd", WHIST))) {
        appear(now);
        for (int i = 0; i < 3; i++) { // One for each guild.
          watching.await("PRESENCE_UPDATE");
        }
        assertAlike(guilds(ALL, 250), guildsOfSim(ALL, 250));
      }
    }
  }

  private List<String> requests() {
    String path = "/sim/bots/" + botswain.simBot(TOKEN_THREE_GUILDS) + "/requests";
    return StreamSupport.stream(botswain.simGet(path).body().spliterator(), false)
        .map(request -> request.path("path").asText())
        .filter(request -> request.endsWith("/members"))
        .toList();
  }

  @Test
  void guilds_ofManyClientsAtOnce_areFetchedOnce() throws Exception {
    List<CompletableFuture<Map<String, JsonNode>>> all =
        IntStream.range(0, 8)
            .mapToObj(_ ->
                CompletableFuture.supplyAsync(() -> {
                  try {
                    return guilds(ALL, 250);
                  } catch (Exception e) {
                    throw new AssertionError(e);
                  }
                }))
            .toList();
    for (CompletableFuture<Map<String, JsonNode>> one : all) {
      assertThat(one.join().get("The Ropewalk").path("members").size()).isGreaterThan(100);
    }
    assertThat(requests()).hasSize(3);
  }

  private static JsonNode ask(GatewayClient client, String guild, String more) throws Exception {
    client.send(8, "{'guild_id':'" + guild + "','presences':true," + more + "}");
    return client.await("GUILD_MEMBERS_CHUNK");
  }

  /// A server that resumes does not know who was online.
  @Test
  void guilds_afterARestart_areAsDiscordSendsThem() throws Exception {
    assertAlike(guilds(ALL, 80), guildsOfSim(ALL, 80));
    botswain.stop();
    appear(Presence.IDLE);
    begin(Map.of());
    eventually(() ->
        assertThat(botswain.get("/api/session", session).body().path("status").asText())
            .isEqualTo("connected"));
    int before = requests().size();

    assertAlike(guilds(ALL, 80), guildsOfSim(ALL, 80));
    assertThat(requests()).as("op 8 brings both").hasSize(before);
    appear(new Presence("dnd", WHIST));
    eventually(() -> assertAlike(guilds(ALL, 250), guildsOfSim(ALL, 250)));
  }

  @Test
  void guilds_whoseMembersDoNotCome_areSaidToBeLarge() throws Exception {
    botswain.fault("GET", "/guilds/{guild.id}/members", 503, 100, Map.of("delayMs", 20_000));
    long began = System.nanoTime();
    Map<String, JsonNode> guilds = guilds(ALL, 250);
    assertThat((System.nanoTime() - began) / 1_000_000).isLessThan(5_000);
    for (JsonNode guild : guilds.values()) {
      assertThat(guild.path("large").asBoolean()).isTrue();
      assertThat(guild.path("members")).hasSize(1);
    }
    began = System.nanoTime();
    guilds(ALL, 250);
    assertThat((System.nanoTime() - began) / 1_000_000).as("once is enough").isLessThan(1_000);
  }

  @Test
  void presences_switchedOff_comeAsEventsAlone() throws Exception {
    botswain.stop();
    begin(Map.of("BOTSWAIN_PRESENCES", "false"));
    appear(Presence.IDLE);
    try (GatewayClient client = client(ALL, 250)) {
      JsonNode guild = guilds(client).get("Lighthouse Keepers");
      assertThat(guild.path("members")).hasSize(25);
      assertThat(guild.path("large").asBoolean()).isFalse();
      assertThat(guild.path("presences")).isEmpty();
      JsonNode chunk = ask(client, guild.path("id").asText(), "'query':'','limit':0");
      assertThat(chunk.path("members")).hasSize(25);
      assertThat(chunk.path("presences").isArray()).isTrue();
      appear(Presence.DND);
      assertThat(client.find("PRESENCE_UPDATE").path("status").asText()).isEqualTo("dnd");
    }
  }

  /// What it is sent after READY depends on it too.
  @Test
  void guild_thatComesLater_isAsTheClientIdentified() throws Exception {
    try (GatewayClient some = client(ALL, 80);
        GatewayClient all = client(ALL, 250);
        GatewayClient few = client(GUILDS, 250);
        GatewayClient resumed = GatewayClient.connect(botswain)) {
      for (GatewayClient client : List.of(some, all, few)) {
        guilds(client);
      }
      some.drop();
      join(100);
      assertThat(all.await("GUILD_CREATE").path("members")).hasSize(101);
      assertThat(few.await("GUILD_CREATE").path("members")).hasSize(1);
      resumed.awaitOp(10);
      resumed.resume(session, some);
      JsonNode large = resumed.await("GUILD_CREATE");
      assertThat(large.path("large").asBoolean()).isTrue();
      assertThat(large.path("members").size()).isEqualTo(large.path("presences").size());
    }
  }

  /// The bot joins a guild with this many members.
  private void join(int members) {
    long bot = Long.parseLong(botswain.simBot(TOKEN_THREE_GUILDS));
    botswain.inWorld(world -> {
      var all = world.users().all();
      var guild = world.guilds().create(1L << 50, "Harbour Watch", all.at(0), 0);
      for (int i = 0; i < members; i++) {
        world.members().add(guild, all.at(i));
      }
      return world.bots().join(world.bots().get(bot), guild, 0);
    });
  }
}
