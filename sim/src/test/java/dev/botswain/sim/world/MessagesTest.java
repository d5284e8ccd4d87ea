package dev.botswain.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MessagesTest {
  private final World world = new World(Clock.systemUTC());
  private final User owner = world.users().create(100_000_000_000_000_001L, "owner", null);
  private final User user = world.users().create(100_000_000_000_000_002L, "user", null);
  private final Guild guild =
      world
          .guilds()
          .create(10, "Guild", owner, Permissions.VIEW_CHANNEL | Permissions.SEND_MESSAGES);
  private final Channel channel =
      world.channels().create(guild, ChannelType.GUILD_TEXT, "c", c -> {});
  private final Role role = world.roles().create(guild, "crew", r -> r.mentionable(true));

  MessagesTest() {
    world.members().add(guild, user);
  }

  private String content() {
    return "@everyone <@%d> <@!%d> <@&%d> <@123>".formatted(user.id(), user.id(), role.id());
  }

  private String json(Message message) {
    var viewer = new Viewer(world.bots().create(9, "b", "t", 0), Intents.ALL, 50);
    return new String(Json.bytes(json -> message.write(json, viewer)));
  }

  @Test
  void send_namesUsersAndRoles_mentionsThemOnce() {
    var message = world.messages().send(channel, owner, content());

    assertThat(message.mentions()).containsExactly(user);
    assertThat(json(message))
        .contains("\"mention_everyone\":true", "\"mention_roles\":[\"" + role.id() + "\"]");
  }

  @Test
  void send_nobodyAllowed_mentionsNobody() {
    var message =
        world.messages().send(channel, owner, AllowedMentions.NONE, m -> m.content(content()));

    assertThat(message.mentions()).isEmpty();
    assertThat(json(message)).contains("\"mention_everyone\":false", "\"mention_roles\":[]");
  }

  @Test
  void send_someAllowed_mentionsThose() {
    var only =
        new AllowedMentions(false, false, false, Set.of(owner.id()), Set.of(role.id()), false);
    var message = world.messages().send(channel, owner, only, m -> m.content(content()));

    assertThat(message.mentions()).isEmpty();
    assertThat(json(message)).contains("\"mention_roles\":[\"" + role.id() + "\"]");
  }

  @Test
  void send_everyoneWithoutPermission_pingsNobody() {
    assertThat(json(world.messages().send(channel, user, "@everyone @here")))
        .contains("\"mention_everyone\":false");
  }

  @Test
  void send_reply_mentionsItsAuthorAndShowsIt() {
    var first = world.messages().send(channel, user, "first");
    var reply =
        world
            .messages()
            .send(channel, owner, AllowedMentions.ALL, m -> m.content("second").replyTo(first));

    assertThat(reply.mentions()).containsExactly(user);
    assertThat(json(reply)).contains("\"referenced_message\":{\"id\":\"" + first.id() + "\"");
    world.messages().delete(first);
    assertThat(json(reply)).contains("\"referenced_message\":null");
  }

  @Test
  void send_beyondWhatIsKept_dropsTheOldest() {
    for (int i = 0; i <= Messages.KEPT; i++) {
      world.messages().send(channel, user, "m" + i);
    }

    assertThat(channel.messages().size()).isEqualTo(Messages.KEPT);
    assertThat(channel.messages().at(0).content()).isEqualTo("m1");
  }

  @Test
  void send_inArchivedThread_bringsItBackAndJoinsTheAuthor() {
    var thread =
        world
            .threads()
            .create(guild, channel, world.newId(), ChannelType.PUBLIC_THREAD, "t", owner, c -> {});
    var state = thread.thread();
    assertThat(state).isNotNull();
    state.archived(true, 1);

    world.messages().send(thread, user, "hello again");

    assertThat(state.archived()).isFalse();
    assertThat(state.members().contains(user.id())).isTrue();
  }

  @Test
  void reactions_ofOneEmoji_areOneEntry() {
    var message = world.messages().send(channel, user, "hi");
    var seal = Emoji.unicode("🦭");

    assertThat(world.reactions().add(message, user, seal)).isTrue();
    assertThat(world.reactions().add(message, user, seal)).isFalse();
    assertThat(world.reactions().add(message, owner, Emoji.unicode("🦭"))).isTrue();
    assertThat(message.reactions()).hasSize(1);
    assertThat(message.reactions().getFirst().users().size()).isEqualTo(2);
    assertThat(world.reactions().remove(message, user, seal)).isTrue();
    assertThat(world.reactions().remove(message, user, seal)).isFalse();
    assertThat(world.reactions().remove(message, owner, seal)).isTrue();
    assertThat(message.reactions()).isEmpty();
  }
}
