package dev.botswain.api;

import static dev.botswain.testing.Botswain.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.discord.protocol.Permission;
import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.ChannelType;
import dev.botswain.sim.world.Guild;
import dev.botswain.sim.world.Member;
import dev.botswain.sim.world.Permissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What is granted in all places, compared with what Discord grants.
class PermissionsOnSimTest extends PermissionsFixture {
  private static final long OF_GUILD =
      Arrays.stream(Permission.values())
          .filter(Permission::isOfGuild)
          .mapToLong(Permission::bit)
          .sum();

  /// The sim has its own implementation, written from the same page.
  @Test
  void permissions_ofManyMembersInAllChannels_areThoseThatDiscordGrants() {
    record Case(long user, long channel, long bits) {}
    List<Case> cases =
        botswain.inWorld(world -> {
          Guild harbour = harbour(world);
          var random = new Random(7);
          var all = new ArrayList<Case>();
          var people = new ArrayList<>(harbour.members().stream().toList());
          Collections.shuffle(people, random);
          people = new ArrayList<>(people.subList(0, 12));
          people.add(harbour.members().get(harbour.ownerId()));
          people.add(harbour.members().get(world.bots().byToken(TOKEN).id()));
          var places = new ArrayList<Channel>();
          harbour.channels().stream().forEach(places::add);
          harbour.threads().stream()
              .filter(thread -> thread.thread() != null && !thread.thread().archived())
              .forEach(places::add);
          for (Channel place : places) {
            Member member = people.get(random.nextInt(people.size()));
            if (place.type() != ChannelType.PRIVATE_THREAD) {
              for (Member each : List.of(member, people.getLast(), people.getFirst())) {
                all.add(
                    new Case(
                        each.id(),
                        place.id(),
                        Permissions.inChannel(place, each, world.now()) & ~OF_GUILD));
              }
            }
          }
          return all;
        });

    assertThat(cases).hasSizeGreaterThan(60);
    var wrong = new HashMap<Case, List<String>>();
    for (Case each : cases) {
      JsonNode explained = explained(Long.toString(each.channel()), Long.toString(each.user()));
      long bits = Long.parseLong(explained.path("bits").asText());
      if ((bits & ~OF_GUILD) != each.bits()) {
        wrong.put(each, Permission.names((bits & ~OF_GUILD) ^ each.bits()));
      }
      for (JsonNode row : explained.path("permissions")) {
        assertThat(Permission.valueOf(row.path("name").asText()).in(bits))
            .isEqualTo(row.path("granted").asBoolean());
      }
    }
    assertThat(wrong).isEmpty();
  }
}
