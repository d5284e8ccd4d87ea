package dev.botswain.api;

import static dev.botswain.testing.Botswain.TOKEN;
import static dev.botswain.testing.Botswain.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.discord.protocol.Permission;
import dev.botswain.sim.SimOptions;
import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.Guild;
import dev.botswain.sim.world.Member;
import dev.botswain.sim.world.PermissionOverwrite;
import dev.botswain.sim.world.World;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.Botswain.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// The demo's guild, and what `/api/permissions` says of it.
abstract class PermissionsFixture {
  Botswain botswain;
  String session;
  String guild;

  @BeforeEach
  void start() {
    botswain = Botswain.start(SimOptions.DEFAULT.withLimits(false), Map.of());
    guild = inHarbour(Guild::id);
    session =
        botswain
            .post("/api/auth/login", null, Map.of("token", TOKEN, "guildId", guild))
            .body()
            .path("sessionId")
            .asText();
  }

  @AfterEach
  void close() {
    botswain.close();
  }

  static Guild harbour(World world) {
    return world.guilds().all().stream()
        .filter(one -> one.name().equals("The Harbour"))
        .findFirst()
        .orElseThrow();
  }

  String inHarbour(Function<Guild, Long> look) {
    return Long.toString(botswain.inWorld(world -> look.apply(harbour(world))));
  }

  static Channel channel(Guild guild, String name) {
    return guild.channels().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  static Member plain(Guild guild) {
    return guild.members().stream()
        .filter(member -> !member.user().bot() && member.id() != guild.ownerId())
        .filter(member -> member.roleIds().length == 0)
        .findFirst()
        .orElseThrow();
  }

  JsonNode explained(@Nullable String channel, @Nullable String user) {
    Answer answer =
        botswain.get(
            "/api/permissions?guildId="
                + guild
                + (channel == null ? "" : "&channelId=" + channel)
                + (user == null ? "" : "&userId=" + user),
            session);
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    return answer.body();
  }

  static JsonNode of(JsonNode explained, Permission permission) {
    for (JsonNode row : explained.path("permissions")) {
      if (row.path("name").asText().equals(permission.name())) {
        return row;
      }
    }
    throw new AssertionError(permission);
  }

  static String decider(JsonNode explained, Permission permission) {
    return of(explained, permission).path("decidedBy").path("kind").asText("nothing");
  }

  static boolean grants(JsonNode explained, Permission permission) {
    return of(explained, permission).path("granted").asBoolean();
  }

  /// Changes a channel so that the bot is told of it.
  String overwrite(Function<Guild, List<PermissionOverwrite>> overwrites) {
    String id =
        Long.toString(
            botswain.inWorld(world -> {
              Guild harbour = harbour(world);
              Channel general = channel(harbour, "general");
              var made = overwrites.apply(harbour);
              world.channels().update(harbour, general, changed -> changed.overwrites(made));
              return general.id();
            }));
    String wanted = botswain.inWorld(world -> channelText(harbour(world)));
    eventually(() -> {
      var seen = new ArrayList<String>();
      for (JsonNode layer : explained(id, plainId()).path("layers")) {
        if (layer.path("kind").asText().equals("member_overwrite")
            || layer.path("kind").asText().equals("everyone_overwrite")) {
          seen.add(layer.path("deny").toString() + layer.path("allow"));
        }
      }
      assertThat(seen.toString()).isEqualTo(wanted);
    });
    return id;
  }

  /// The overwrites of @everyone and of the plain member, as an answer shows them.
  static String channelText(Guild harbour) {
    var texts = new ArrayList<String>();
    for (PermissionOverwrite each : channel(harbour, "general").overwrites()) {
      if (each.id() == harbour.id() || each.id() == plain(harbour).id()) {
        texts.add(names(each.deny()) + names(each.allow()));
      }
    }
    return texts.toString();
  }

  static String names(long bits) {
    return Permission.names(bits).stream()
        .map(name -> '"' + name + '"')
        .toList()
        .toString()
        .replace(", ", ",");
  }

  String plainId() {
    return inHarbour(harbour -> plain(harbour).id());
  }
}
