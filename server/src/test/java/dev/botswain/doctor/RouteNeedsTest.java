package dev.botswain.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.discord.protocol.Permission;
import dev.botswain.discord.rest.ApiPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RouteNeedsTest {
  /// `actions.txt` says of each action Discord's route, and one of the permissions that it needs.
  @Test
  void routes_ofAllActions_needWhatTheActionsNeed() throws IOException {
    var wrong = new ArrayList<String>();
    for (String line : lines()) {
      String[] cells = line.split("\\|", -1);
      String[] route = cells[3].strip().split(" ");
      if (!cells[4].isBlank()) {
        String path = route[1].replace("/reactions/*", "/reactions/a").replace("*", "1");
        RouteNeeds needs = RouteNeeds.of(route[0] + " " + ApiPath.of(path).template());
        if (!needs.all().contains(Permission.valueOf(cells[4].strip()))) {
          wrong.add(cells[0].strip() + " " + cells[3].strip() + ": " + needs);
        }
      }
    }

    assertThat(wrong).isEmpty();
  }

  private static List<String> lines() throws IOException {
    try (var in = RouteNeedsTest.class.getResourceAsStream("/actions.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    }
  }

  @Test
  void invite_ofNothing_needsToSeeChannels() {
    Invite invite = Invite.of(7, List.of());

    assertThat(invite.permissions()).containsExactly("VIEW_CHANNEL");
    assertThat(invite.url())
        .endsWith("client_id=7&scope=bot+applications.commands&permissions=1024");
  }
}
