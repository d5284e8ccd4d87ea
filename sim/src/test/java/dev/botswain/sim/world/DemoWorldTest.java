package dev.botswain.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DemoWorldTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final World world = demo();

  private static World demo() {
    var world = new World(Clock.systemUTC());
    DemoWorld.fill(world);
    return world;
  }

  private Bot bot(String token) {
    return Objects.requireNonNull(world.bots().byToken(token));
  }

  private Channel channel(String name) {
    return bot(DemoWorld.TOKEN).guilds().at(0).channels().stream()
        .filter(channel -> channel.name().equals(name))
        .findAny()
        .orElseThrow();
  }

  @Test
  void fill_firstBot_hasOneGreatGuild() {
    var bot = bot(DemoWorld.TOKEN);

    assertThat(bot.guilds().size()).isEqualTo(1);
    var guild = bot.guilds().at(0);
    assertThat(guild.members().size()).isEqualTo(1_204);
    assertThat(guild.channels().size()).isGreaterThan(20);
    assertThat(channel("general").messages().size()).isEqualTo(540);
  }

  @Test
  void fill_greatGuild_hasEveryTypeOfChannel() {
    var guild = bot(DemoWorld.TOKEN).guilds().at(0);
    var types = EnumSet.of(ChannelType.DM);
    Stream.concat(guild.channels().stream(), guild.threads().stream())
        .forEach(channel -> types.add(channel.type()));

    assertThat(types).containsExactlyInAnyOrder(ChannelType.values());
  }

  @Test
  void fill_secondBot_hasThreeGuilds() {
    assertThat(bot(DemoWorld.TOKEN_THREE_GUILDS).guilds().size()).isEqualTo(3);
  }

  @Test
  void fill_thirdBot_hasNoPrivilegedIntents() {
    var bot = bot(DemoWorld.TOKEN_NO_INTENTS);

    assertThat(bot.allowedIntents() & Intents.PRIVILEGED).isZero();
    assertThat(bot.applicationFlags()).isZero();
  }

  @Test
  void fill_greatGuild_hidesOneChannelAndClosesAnother() {
    var viewer = bot(DemoWorld.TOKEN).overHttp();

    assertThat(viewer.sees(channel("captains-table"))).isFalse();
    assertThat(viewer.sees(channel("announcements"))).isTrue();
    assertThat(viewer.permissions(channel("announcements"), 0) & Permissions.SEND_MESSAGES)
        .isZero();
    assertThat(viewer.permissions(channel("general"), 0) & Permissions.SEND_MESSAGES).isNotZero();
  }

  @Test
  void fill_ids_areThoseOfTheReadme() {
    var guild = bot(DemoWorld.TOKEN).guilds().at(0);

    assertThat(bot(DemoWorld.TOKEN).id()).isEqualTo(1422825357312000001L);
    assertThat(bot(DemoWorld.TOKEN_THREE_GUILDS).id()).isEqualTo(1422825357312000002L);
    assertThat(bot(DemoWorld.TOKEN_NO_INTENTS).id()).isEqualTo(1422825357312000003L);
    assertThat(guild.id()).isEqualTo(1060437491712000000L);
    assertThat(channel("general").id()).isEqualTo(1132915064832000005L);
    assertThat(guild.channels().size()).isEqualTo(30);
    assertThat(world.threads().active(guild, bot(DemoWorld.TOKEN).overHttp())).hasSize(11);
  }

  @Test
  void fill_boatTalk_hasALongHistory() {
    assertThat(channel("boat-talk").messages().size()).isEqualTo(2_000);
  }

  @Test
  void fill_greatGuild_hasOneOfEverythingThatAMessageCanBe() throws IOException {
    var text = snapshot(world).toString();

    for (int type : new int[] {1, 2, 3, 5, 6, 8, 9, 10, 11, 12, 13, 14, 17}) {
      assertThat(text).contains("\"type\":" + type + ",");
    }
    for (var field :
        new String[] {
          "\"poll\":{", "\"sticker_items\":[{", "\"fields\":[{", "\"footer\":{",
          "\"accent_color\":", "\"spoiler\":true", "\"answer_counts\":[{",
              "\"filename\":\"battery.json\""
        }) {
      assertThat(text).contains(field);
    }
  }

  @Test
  void fill_twice_makesTheSameWorld() throws IOException {
    assertThat(snapshot(world)).isEqualTo(snapshot(demo()));
  }

  private static JsonNode snapshot(World world) throws IOException {
    var all = JSON.createArrayNode();
    for (var guild : world.guilds().all()) {
      var viewer = guild.bots().getFirst().overHttp();
      all.add(JSON.readTree(Json.bytes(json -> GuildSnapshot.of(guild).write(json, viewer))));
      for (var channel : guild.channels()) {
        for (var message : channel.messages()) {
          all.add(JSON.readTree(Json.bytes(json -> message.write(json, viewer))));
        }
      }
    }
    return all;
  }
}
