package dev.botswain.libraries;

import static dev.botswain.testing.Botswain.TOKEN;
import static dev.botswain.testing.Botswain.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.BreakableLine;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.channel.ChannelType;
import net.dv8tion.jda.api.entities.channel.concrete.TextChannel;
import net.dv8tion.jda.api.entities.emoji.Emoji;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.guild.member.GuildMemberJoinEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.events.message.react.MessageReactionAddEvent;
import net.dv8tion.jda.api.events.session.SessionRecreateEvent;
import net.dv8tion.jda.api.events.session.SessionResumeEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.interactions.commands.Command;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.ChunkingFilter;
import net.dv8tion.jda.api.utils.Compression;
import net.dv8tion.jda.api.utils.FileUpload;
import net.dv8tion.jda.api.utils.MemberCachePolicy;
import net.dv8tion.jda.api.utils.SessionControllerAdapter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// JDA, a third-party library, gets other addresses and a session id in place of its token, and
/// runs.
@Timeout(120)
class JdaOnRelayTest {
  private static final int SECONDS = 20;

  @TempDir private Path data;
  private final BlockingQueue<GenericEvent> events = new LinkedBlockingQueue<>();
  private final Queue<GenericEvent> all = new ConcurrentLinkedQueue<>();
  private Sim sim;
  private Botswain botswain;
  private String session;
  private JDA jda;

  @BeforeEach
  void login() throws Exception {
    sim = Sim.start(SimOptions.DEFAULT);
    botswain = again("0");
    session = botswain.session(TOKEN);
    jda = jda(Compression.ZLIB);
  }

  @AfterEach
  void logout() {
    jda.shutdownNow();
    botswain.close();
    sim.close();
  }

  private Botswain again(String port) {
    return Botswain.onSim(
        sim,
        Map.of(
            "BOTSWAIN_DATA",
            data.toString(),
            "BOTSWAIN_PORT",
            port,
            "BOTSWAIN_SHUTDOWN_GRACE",
            "1s"));
  }

  private JDA jda(Compression compression) throws InterruptedException {
    return jda(compression, botswain.url());
  }

  private JDA jda(Compression compression, String url) throws InterruptedException {
    return JDABuilder.create(session, EnumSet.allOf(GatewayIntent.class))
        .setRestConfig(new RestConfig().setBaseUrl(url + "/api/v10/"))
        .setSessionController(
            new SessionControllerAdapter() {
              @Override
              public String getGateway() {
                return url.replaceFirst("http", "ws") + "/gateway";
              }
            })
        .setCompression(compression)
        .setMemberCachePolicy(MemberCachePolicy.ALL)
        .setChunkingFilter(ChunkingFilter.ALL)
        .addEventListeners((EventListener) this::heard)
        .build()
        .awaitReady();
  }

  private void heard(GenericEvent event) {
    events.add(event);
    all.add(event);
  }

  private Guild harbour() {
    return jda.getGuilds().getFirst();
  }

  private TextChannel channel(String name) {
    return harbour().getTextChannelsByName(name, false).getFirst();
  }

  private <E extends GenericEvent> E await(Class<E> type) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (true) {
      GenericEvent event = events.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      assertThat(event).as("a " + type.getSimpleName() + " in time").isNotNull();
      if (type.isInstance(event)) {
        return type.cast(event);
      }
    }
  }

  /// Another user posts a message.
  private void say(String text) {
    botswain.simPost(
        "/sim/channels/" + channel("general").getId() + "/messages", Map.of("content", text));
  }

  private void hear(String text) throws InterruptedException {
    assertThat(await(MessageReceivedEvent.class).getMessage().getContentRaw()).isEqualTo(text);
  }

  private void hasResumed() {
    eventually(() -> assertThat(all).anyMatch(SessionResumeEvent.class::isInstance));
  }

  private void identifiedOnce() {
    JsonNode stats = botswain.stats(TOKEN);
    assertThat(stats.path("identifies").asInt()).isEqualTo(1);
    assertThat(List.copyOf(all)).noneMatch(SessionRecreateEvent.class::isInstance);
  }

  @Test
  void everythingThatASmallBotDoes() throws Exception {
    assertThat(jda.getSelfUser().getName()).isEqualTo("Harbour Pilot");
    assertThat(harbour().getName()).isEqualTo("The Harbour");
    assertThat(harbour().getMemberCache().size()).isEqualTo(harbour().getMemberCount());
    assertThat(harbour().getMemberCount()).isGreaterThan(1_000);
    assertThat(harbour().retrieveMembersByPrefix("Ada", 5).get()).hasSize(5);
    assertThat(harbour().getChannels().stream().map(one -> one.getType()))
        .contains(ChannelType.TEXT, ChannelType.VOICE, ChannelType.FORUM);
    assertThat(harbour().getThreadChannels()).isNotEmpty();
    assertThat(channel("general").getIterableHistory().cache(false).stream().limit(250))
        .hasSize(250);

    Message sent = channel("bot-commands").sendMessage("ahoy").complete();
    hear("ahoy");
    assertThat(sent.editMessage("ahoy there").complete().getTimeEdited()).isNotNull();
    sent.addReaction(Emoji.fromUnicode("🔥")).complete();
    assertThat(await(MessageReactionAddEvent.class).getMessageId()).isEqualTo(sent.getId());
    sent.delete().complete();

    byte[] chart = "here be dragons".getBytes(StandardCharsets.UTF_8);
    Message upload =
        channel("bot-commands").sendFiles(FileUpload.fromData(chart, "chart.txt")).complete();
    try (InputStream file = upload.getAttachments().getFirst().getProxy().download().get()) {
      assertThat(file.readAllBytes()).isEqualTo(chart);
    }

    Command command = harbour().upsertCommand("sail", "Sets sail").complete();
    assertThat(harbour().retrieveCommands().complete()).contains(command);

    botswain.simPost(
        "/sim/guilds/" + harbour().getId() + "/members", Map.of("username", "castaway"));
    assertThat(await(GuildMemberJoinEvent.class).getUser().getName()).isEqualTo("castaway");
    assertThat(harbour().getMemberCache().size()).isEqualTo(harbour().getMemberCount());
    identifiedOnce();
  }

  @Test
  void slashCommand_isAnsweredAndFollowedUp() throws Exception {
    harbour().upsertCommand("sail", "Sets sail").complete();
    Botswain.Answer used =
        botswain.simPost(
            "/sim/bots/" + botswain.simBot(TOKEN) + "/interactions",
            Map.of("type", "command", "name", "sail", "channelId", channel("general").getId()));
    assertThat(used.status()).as(used.raw().body()).isLessThan(300);
    var event = await(SlashCommandInteractionEvent.class);
    assertThat(event.getName()).isEqualTo("sail");
    event.reply("Aye!").complete();
    hear("Aye!");
    assertThat(event.getHook().sendMessage("Sails are set.").complete().getContentRaw())
        .isEqualTo("Sails are set.");
    hear("Sails are set.");
  }

  @Test
  void brokenConnection_ofTheClient_isResumedAndMissesNothing() throws Exception {
    try (var line = BreakableLine.to(botswain.url())) {
      jda.shutdownNow();
      jda = jda(Compression.ZLIB, line.url());
      events.clear();
      line.cut();
      say("said meanwhile");
      hear("said meanwhile");
      hasResumed();
      identifiedOnce();
    }
  }

  @Test
  void restartOfBotswain_isResumedAndMissesNothing() throws Exception {
    String port = botswain.url().replaceFirst(".*:", "");
    events.clear();
    botswain.close();
    sayAtTheSim("said meanwhile");
    botswain = again(port);
    hear("said meanwhile");
    hasResumed();
    say("said afterwards");
    hear("said afterwards");
    identifiedOnce();
  }

  private void sayAtTheSim(String text) {
    sim.call(() -> {
      var guild = sim.world().guilds().all().at(0);
      var where = guild.channels().stream().filter(one -> one.name().equals("general")).findFirst();
      return sim.world().messages().send(where.orElseThrow(), guild.members().at(2).user(), text);
    });
  }

  @Test
  void reconnect_upstream_isNotSeen() throws Exception {
    events.clear();
    botswain.gateway(TOKEN, Map.of("do", "reconnect"));
    say("said meanwhile");
    hear("said meanwhile");
    eventually(() -> assertThat(botswain.stats(TOKEN).path("resumes").asInt()).isEqualTo(1));
    identifiedOnce();
    assertThat(List.copyOf(all)).noneMatch(SessionResumeEvent.class::isInstance);
  }

  @Test
  void restartOfTheClient_costsNoIdentify() throws Exception {
    jda.shutdown();
    assertThat(jda.awaitShutdown(SECONDS, TimeUnit.SECONDS)).isTrue();
    jda = jda(Compression.NONE);
    events.clear();
    say("back again");
    hear("back again");
    assertThat(harbour().getMemberCache().size()).isEqualTo(harbour().getMemberCount());
    identifiedOnce();
  }
}
