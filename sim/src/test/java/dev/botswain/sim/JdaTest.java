package dev.botswain.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.sim.gateway.Gateway;
import dev.botswain.sim.world.Bot;
import dev.botswain.sim.world.DemoWorld;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.channel.ChannelType;
import net.dv8tion.jda.api.entities.channel.concrete.TextChannel;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.guild.member.update.GuildMemberUpdateNicknameEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.events.session.SessionRecreateEvent;
import net.dv8tion.jda.api.events.session.SessionResumeEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.ChunkingFilter;
import net.dv8tion.jda.api.utils.MemberCachePolicy;
import net.dv8tion.jda.api.utils.SessionControllerAdapter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// JDA, a client that nobody here wrote, takes the sim for Discord.
class JdaTest {
  private static final int SECONDS = 10;

  private static final BlockingQueue<GenericEvent> EVENTS = new LinkedBlockingQueue<>();

  private static Sim sim;
  private static JDA jda;

  @BeforeAll
  static void login() throws Exception {
    sim = Sim.start(SimOptions.DEFAULT);
    jda =
        JDABuilder.create(DemoWorld.TOKEN, EnumSet.allOf(GatewayIntent.class))
            .setRestConfig(new RestConfig().setBaseUrl(sim.apiUrl() + "/"))
            .setSessionController(
                new SessionControllerAdapter() {
                  @Override
                  public String getGateway() {
                    return sim.gatewayUrl();
                  }
                })
            .setMemberCachePolicy(MemberCachePolicy.ALL)
            .setChunkingFilter(ChunkingFilter.ALL)
            .addEventListeners((EventListener) EVENTS::add)
            .build()
            .awaitReady();
  }

  @AfterAll
  static void logout() {
    jda.shutdownNow();
    sim.close();
  }

  @BeforeEach
  void forget() {
    EVENTS.clear();
  }

  private static Guild harbour() {
    return jda.getGuilds().getFirst();
  }

  private static TextChannel channel(String name) {
    return harbour().getTextChannelsByName(name, false).getFirst();
  }

  private static void gateway(BiConsumer<Gateway, Bot> action) {
    sim.call(() -> {
      action.accept(
          sim.gateway(), Objects.requireNonNull(sim.world().bots().byToken(DemoWorld.TOKEN)));
      return null;
    });
  }

  /// Somebody else speaks.
  private static void say(String channel, String text) {
    sim.call(() -> {
      var guild = sim.world().guilds().all().at(0);
      var where = guild.channels().stream().filter(c -> c.name().equals(channel)).findFirst();
      return sim.world().messages().send(where.orElseThrow(), guild.members().at(2).user(), text);
    });
  }

  private static <E extends GenericEvent> E await(Class<E> type) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (true) {
      var event = EVENTS.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      assertThat(event).as("a " + type.getSimpleName() + " in time").isNotNull();
      if (type.isInstance(event)) {
        return type.cast(event);
      }
    }
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
