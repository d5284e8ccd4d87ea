package dev.botswain.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.sim.gateway.Gateway;
import dev.botswain.sim.world.Bot;
import dev.botswain.sim.world.DemoWorld;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.channel.ChannelType;
import net.dv8tion.jda.api.entities.emoji.Emoji;
import net.dv8tion.jda.api.events.guild.member.update.GuildMemberUpdateNicknameEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.events.message.react.MessageReactionAddEvent;
import net.dv8tion.jda.api.events.message.react.MessageReactionRemoveEvent;
import net.dv8tion.jda.api.events.session.SessionRecreateEvent;
import net.dv8tion.jda.api.events.session.SessionResumeEvent;
import net.dv8tion.jda.api.utils.FileUpload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Members, channels, messages and sessions, as JDA sees them.
class JdaTest extends JdaFixture {
  private static void gateway(BiConsumer<Gateway, Bot> action) {
    sim.call(() -> {
      action.accept(
          sim.gateway(), Objects.requireNonNull(sim.world().bots().byToken(DemoWorld.TOKEN)));
      return null;
    });
  }

  /// Another user posts a message.
  private static void say(String channel, String text) {
    sim.call(() -> {
      var guild = sim.world().guilds().all().at(0);
      var where = guild.channels().stream().filter(c -> c.name().equals(channel)).findFirst();
      return sim.world().messages().send(where.orElseThrow(), guild.members().at(2).user(), text);
    });
  }

  @Test
  void login_seesItselfAndItsGuild() {
    assertThat(jda.getSelfUser().getName()).isEqualTo("Harbour Pilot");
    assertThat(jda.getGuilds()).hasSize(1);
    assertThat(harbour().getName()).isEqualTo("The Harbour");
    assertThat(harbour().getSelfMember().hasPermission(Permission.BAN_MEMBERS)).isTrue();
    assertThat(harbour().getRolesByName("Captain", false)).hasSize(1);
  }

  @Test
  void members_areChunked() {
    assertThat(harbour().getMemberCache().size()).isEqualTo(harbour().getMemberCount());
    assertThat(harbour().getMemberCount()).isGreaterThan(1_000);
  }

  @Test
  void members_byPrefixAndById() {
    var some = harbour().retrieveMembersByPrefix("Ada", 5).get();
    assertThat(some).hasSize(5).allMatch(member -> member.getUser().getName().startsWith("ada"));
    var ids = some.stream().map(Member::getIdLong).toList();
    assertThat(harbour().retrieveMembersByIds(ids).get()).hasSameSizeAs(ids);
  }

  @Test
  void channels_areOfAllTypesAndKnowWhoMayWhat() {
    assertThat(harbour().getChannels().stream().map(c -> c.getType()).distinct())
        .contains(
            ChannelType.TEXT,
            ChannelType.VOICE,
            ChannelType.CATEGORY,
            ChannelType.NEWS,
            ChannelType.STAGE,
            ChannelType.FORUM,
            ChannelType.MEDIA);
    var self = harbour().getSelfMember();
    assertThat(self.hasAccess(channel("captains-table"))).isFalse();
    assertThat(channel("rules").canTalk()).isFalse();
    assertThat(channel("general").canTalk()).isTrue();
    assertThat(harbour().getThreadChannels()).isNotEmpty();
  }

  @Test
  void history_pagesThroughAll() {
    var all = channel("general").getIterableHistory().cache(false).stream().toList();
    assertThat(all).hasSizeGreaterThanOrEqualTo(540);
    assertThat(all.getLast().getContentRaw()).startsWith("Morning all.");
    assertThat(all.stream().map(Message::getReferencedMessage).filter(Objects::nonNull))
        .isNotEmpty();
    assertThat(all.stream().flatMap(m -> m.getReactions().stream())).isNotEmpty();
    assertThat(all.stream().flatMap(m -> m.getAttachments().stream())).isNotEmpty();
  }

  @Test
  void message_sendEditDelete() throws Exception {
    var sent = channel("bot-commands").sendMessage("ahoy").complete();
    assertThat(await(MessageReceivedEvent.class).getMessage().getContentRaw()).isEqualTo("ahoy");
    var edited = sent.editMessage("ahoy there").complete();
    assertThat(edited.getTimeEdited()).isNotNull();
    assertThat(channel("bot-commands").retrieveMessageById(sent.getId()).complete().getContentRaw())
        .isEqualTo("ahoy there");
    sent.delete().complete();
    assertThat(channel("bot-commands").getHistory().retrievePast(1).complete())
        .noneMatch(message -> message.getId().equals(sent.getId()));
  }

  @Test
  void events_comeAsTheyHappen() throws Exception {
    say("general", "who is there?");
    var event = await(MessageReceivedEvent.class);
    assertThat(event.getMessage().getContentRaw()).isEqualTo("who is there?");
    assertThat(event.getMember()).isNotNull();

    sim.call(() -> {
      var guild = sim.world().guilds().all().at(0);
      return sim.world()
          .members()
          .update(guild, guild.members().at(4), member -> member.nick("Barnacle"));
    });
    assertThat(await(GuildMemberUpdateNicknameEvent.class).getNewNickname()).isEqualTo("Barnacle");
  }

  @Test
  void reaction_isSeenAndTakenBack() throws Exception {
    var sent = channel("bot-commands").sendMessage("ahoy").complete();
    sent.addReaction(Emoji.fromUnicode("⚓")).complete();
    var event = await(MessageReactionAddEvent.class);
    assertThat(event.getMessageId()).isEqualTo(sent.getId());
    assertThat(event.getEmoji().getName()).isEqualTo("⚓");
    sent.removeReaction(Emoji.fromUnicode("⚓")).complete();
    await(MessageReactionRemoveEvent.class);
  }

  @Test
  void file_isUploadedAndDownloaded() throws Exception {
    var chart = "here be dragons".getBytes(StandardCharsets.UTF_8);
    var sent =
        channel("bot-commands").sendFiles(FileUpload.fromData(chart, "chart.txt")).complete();
    var attachment = sent.getAttachments().getFirst();
    assertThat(attachment.getFileName()).isEqualTo("chart.txt");
    try (var stream = attachment.getProxy().download().get(SECONDS, TimeUnit.SECONDS)) {
      assertThat(stream.readAllBytes()).isEqualTo(chart);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"drop", "reconnect", "close", "invalidate"})
  void session_isResumedAndMissesNothing(String fault) throws Exception {
    gateway((gateway, bot) -> {
      switch (fault) {
        case "drop" -> gateway.drop(bot);
        case "reconnect" -> gateway.reconnect(bot);
        case "close" -> gateway.close(bot, 4000);
        default -> gateway.invalidate(bot, true);
      }
    });
    say("general", "said meanwhile");

    assertThat(await(MessageReceivedEvent.class).getMessage().getContentRaw())
        .isEqualTo("said meanwhile");
    gateway((gateway, bot) -> assertThat(gateway.stats(bot).identifies()).isEqualTo(1));
  }

  @Test
  void resume_isSeenAsSuch() throws Exception {
    gateway(Gateway::drop);
    await(SessionResumeEvent.class);
    gateway((gateway, bot) -> assertThat(gateway.stats(bot).resumes()).isPositive());
    assertThat(List.copyOf(EVENTS)).noneMatch(SessionRecreateEvent.class::isInstance);
  }
}
