package dev.botswain.sim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.botswain.sim.gateway.Gateway;
import dev.botswain.sim.world.Bot;
import dev.botswain.sim.world.DemoWorld;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
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
import net.dv8tion.jda.api.audit.ActionType;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.components.buttons.Button;
import net.dv8tion.jda.api.components.label.Label;
import net.dv8tion.jda.api.components.selections.EntitySelectMenu;
import net.dv8tion.jda.api.components.selections.EntitySelectMenu.SelectTarget;
import net.dv8tion.jda.api.components.textinput.TextInput;
import net.dv8tion.jda.api.components.textinput.TextInputStyle;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.Icon;
import net.dv8tion.jda.api.entities.Invite;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.channel.ChannelType;
import net.dv8tion.jda.api.entities.channel.concrete.TextChannel;
import net.dv8tion.jda.api.entities.emoji.Emoji;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.emoji.EmojiAddedEvent;
import net.dv8tion.jda.api.events.guild.GuildAuditLogEntryCreateEvent;
import net.dv8tion.jda.api.events.guild.GuildBanEvent;
import net.dv8tion.jda.api.events.guild.invite.GuildInviteCreateEvent;
import net.dv8tion.jda.api.events.guild.member.update.GuildMemberUpdateNicknameEvent;
import net.dv8tion.jda.api.events.guild.scheduledevent.ScheduledEventCreateEvent;
import net.dv8tion.jda.api.events.interaction.ModalInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.CommandAutoCompleteInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.EntitySelectInteractionEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.events.message.react.MessageReactionAddEvent;
import net.dv8tion.jda.api.events.message.react.MessageReactionRemoveEvent;
import net.dv8tion.jda.api.events.session.SessionRecreateEvent;
import net.dv8tion.jda.api.events.session.SessionResumeEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.interactions.commands.OptionMapping;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.modals.Modal;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.ChunkingFilter;
import net.dv8tion.jda.api.utils.FileUpload;
import net.dv8tion.jda.api.utils.MemberCachePolicy;
import net.dv8tion.jda.api.utils.SessionControllerAdapter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// JDA, a third-party client, works with the sim as with Discord.
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

  /// Another user posts a message.
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

  /// A user uses a command or a component of the bot, in #bot-commands.
  private static String interact(String json) throws Exception {
    var body = "{\"channelId\":\"" + channel("bot-commands").getId() + "\"," + json.substring(1);
    var url = sim.url() + "/sim/bots/" + jda.getSelfUser().getId() + "/interactions";
    return send(HttpRequest.newBuilder(URI.create(url)).POST(BodyPublishers.ofString(body)))
        .path("id")
        .asText();
  }

  /// What the sim knows of an interaction.
  private static JsonNode interaction(String id) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(sim.url() + "/sim/interactions/" + id)));
  }

  private static JsonNode send(HttpRequest.Builder request) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      var response = client.send(request.build(), BodyHandlers.ofString());
      assertThat(response.statusCode()).as(response.body()).isBetween(200, 201);
      return new JsonMapper().readTree(response.body());
    }
  }

  @Test
  void command_isUsedAndAnswered() throws Exception {
    harbour()
        .updateCommands()
        .addCommands(
            Commands.slash("sail", "Sets sail")
                .addOption(OptionType.STRING, "where", "Where to", true, true)
                .addOption(OptionType.USER, "with", "With whom"))
        .complete();
    var mate = harbour().getMemberCache().stream().filter(m -> !m.getUser().isBot()).findFirst();
    var id =
        interact(
            """
            {"type":"command","name":"sail","options":[{"name":"where","value":"home"},
             {"name":"with","value":"%s"}]}
            """
                .formatted(mate.orElseThrow().getId()));

    var event = await(SlashCommandInteractionEvent.class);
    assertThat(event.getOption("where", OptionMapping::getAsString)).isEqualTo("home");
    assertThat(event.getOption("with", OptionMapping::getAsMember)).isEqualTo(mate.orElseThrow());
    event.reply("aye").addComponents(ActionRow.of(Button.primary("go", "Go"))).complete();
    var said = event.getHook().retrieveOriginal().complete();
    assertThat(said.getContentRaw()).isEqualTo("aye");
    event.getHook().editOriginal("aye, aye").complete();
    var more = event.getHook().sendMessage("and off we go").setEphemeral(true).complete();
    assertThat(more.isEphemeral()).isTrue();
    event.getHook().deleteMessageById(more.getId()).complete();
    assertThat(interaction(id).path("answer").asText()).isEqualTo("message");
  }

  @Test
  void command_isDeferredAndAnsweredLater() throws Exception {
    harbour().upsertCommand("wait", "Takes its time").complete();
    var id = interact("{\"type\":\"command\",\"name\":\"wait\"}");

    var event = await(SlashCommandInteractionEvent.class);
    event.deferReply(true).complete();
    assertThat(interaction(id).path("messages").path(0).path("loading").asBoolean()).isTrue();
    event.getHook().sendMessage("here it is").complete();
    var state = interaction(id);
    assertThat(state.path("answer").asText()).isEqualTo("deferredMessage");
    assertThat(state.path("messages")).hasSize(1);
    assertThat(state.path("messages").path(0).path("content").asText()).isEqualTo("here it is");
    assertThat(state.path("messages").path(0).path("ephemeral").asBoolean()).isTrue();
  }

  @Test
  void components_leadToAModalAndBack() throws Exception {
    channel("bot-commands")
        .sendMessage("where to?")
        .addComponents(
            ActionRow.of(Button.primary("ask", "Ask me")),
            ActionRow.of(EntitySelectMenu.create("whom", SelectTarget.USER).build()))
        .complete();
    var id = interact("{\"type\":\"button\",\"customId\":\"ask\"}");
    var port = TextInput.create("port", TextInputStyle.SHORT).build();
    await(ButtonInteractionEvent.class)
        .replyModal(Modal.create("ask", "Where to?").addComponents(Label.of("Port", port)).build())
        .complete();

    interact(
        "{\"type\":\"modal\",\"interactionId\":\"" + id + "\",\"fields\":{\"port\":\"Hull\"}}");
    var submitted = await(ModalInteractionEvent.class);
    assertThat(submitted.getValue("port").getAsString()).isEqualTo("Hull");
    submitted.editMessage("to Hull").complete();
    assertThat(submitted.getMessage()).isNotNull();

    var self = jda.getSelfUser().getId();
    interact("{\"type\":\"select\",\"customId\":\"whom\",\"values\":[\"" + self + "\"]}");
    var chosen = await(EntitySelectInteractionEvent.class);
    assertThat(chosen.getMentions().getUsers()).containsExactly(jda.getSelfUser());
    chosen.deferEdit().complete();
    chosen.getHook().editOriginal("with me").complete();
  }

  @Test
  void autocomplete_isAnswered() throws Exception {
    harbour()
        .upsertCommand(
            Commands.slash("go", "Goes").addOption(OptionType.STRING, "to", "Where", true, true))
        .complete();
    var id =
        interact(
            """
            {"type":"autocomplete","name":"go","options":[{"name":"to","value":"hu","focused":true}]}
            """);
    var event = await(CommandAutoCompleteInteractionEvent.class);
    assertThat(event.getFocusedOption().getValue()).isEqualTo("hu");
    event.replyChoiceStrings("Hull").complete();
    assertThat(interaction(id).path("shown").path("choices").path(0).path("name").asText())
        .isEqualTo("Hull");
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

  @Test
  void guild_isManaged() throws Exception {
    var invite = channel("bot-commands").createInvite().setMaxUses(1).complete();
    assertThat(channel("bot-commands").retrieveInvites().complete())
        .extracting(Invite::getCode)
        .contains(invite.getCode());
    await(GuildInviteCreateEvent.class);
    var picture = Icon.from(new byte[] {1, 2, 3}, Icon.IconType.PNG);
    var emoji = harbour().createEmoji("anchor", picture).complete();
    assertThat(await(EmojiAddedEvent.class).getEmoji().getName()).isEqualTo("anchor");
    var sent = channel("bot-commands").sendMessage("ahoy").complete();
    sent.addReaction(emoji).complete();
    var start = OffsetDateTime.now().plusDays(1);
    var event =
        harbour().createScheduledEvent("Regatta", "the bay", start, start.plusHours(6)).complete();
    assertThat(event.getLocation()).isEqualTo("the bay");
    await(ScheduledEventCreateEvent.class);
    var thread = sent.createThreadChannel("Who comes?").complete();
    thread.sendMessage("me").complete();
    thread.getManager().setArchived(true).complete();
  }

  @Test
  void member_isModeratedAndThatIsWrittenDown() throws Exception {
    var mate =
        harbour().getMemberCache().stream()
            .filter(member -> !member.getUser().isBot())
            .filter(harbour().getSelfMember()::canInteract)
            .findFirst()
            .orElseThrow();
    mate.timeoutFor(Duration.ofMinutes(5)).reason("too loud").complete();
    assertThat(await(GuildAuditLogEntryCreateEvent.class).getEntry().getReason())
        .isEqualTo("too loud");
    mate.removeTimeout().complete();
    mate.ban(0, TimeUnit.SECONDS).reason("far too loud ⚓").complete();
    await(GuildBanEvent.class);
    var entry = harbour().retrieveAuditLogs().type(ActionType.BAN).complete().getFirst();
    assertThat(entry.getReason()).isEqualTo("far too loud ⚓");
    assertThat(entry.getTargetIdLong()).isEqualTo(mate.getIdLong());
    harbour().unban(mate.getUser()).complete();
  }

  @Test
  void webhook_saysSomething() throws Exception {
    var webhook = channel("bot-commands").createWebhook("log").complete();
    webhook.sendMessage("noon").setUsername("Watch").complete();
    var heard = await(MessageReceivedEvent.class);
    assertThat(heard.isWebhookMessage()).isTrue();
    assertThat(heard.getAuthor().getName()).isEqualTo("Watch");
    webhook.delete().complete();
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
