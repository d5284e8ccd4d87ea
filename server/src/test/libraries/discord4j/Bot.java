package discord4j;

import common.Line;
import discord4j.common.util.Snowflake;
import discord4j.core.DiscordClientBuilder;
import discord4j.core.GatewayDiscordClient;
import discord4j.core.event.domain.Event;
import discord4j.core.event.domain.guild.GuildCreateEvent;
import discord4j.core.event.domain.guild.MemberChunkEvent;
import discord4j.core.event.domain.guild.MemberJoinEvent;
import discord4j.core.event.domain.interaction.ChatInputInteractionEvent;
import discord4j.core.event.domain.lifecycle.ReadyEvent;
import discord4j.core.event.domain.lifecycle.ResumeEvent;
import discord4j.core.event.domain.message.MessageCreateEvent;
import discord4j.core.event.domain.message.MessageDeleteEvent;
import discord4j.core.event.domain.message.MessageUpdateEvent;
import discord4j.core.event.domain.message.ReactionAddEvent;
import discord4j.core.object.emoji.Emoji;
import discord4j.core.object.entity.Attachment;
import discord4j.core.object.entity.Message;
import discord4j.core.object.entity.channel.MessageChannel;
import discord4j.core.object.presence.Status;
import discord4j.core.retriever.EntityRetrievalStrategy;
import discord4j.core.spec.MessageCreateFields;
import discord4j.discordjson.json.ApplicationCommandRequest;
import discord4j.gateway.intent.IntentSet;
import discord4j.rest.request.RouterOptions;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A bot with Discord4J.
final class Bot implements Line.Hand {
  private final Set<Snowflake> missing = new HashSet<>();
  private final List<String> guilds = new ArrayList<>();
  private final GatewayDiscordClient gateway;

  private Bot(String url, String session) {
    // docs: begin
    gateway =
        DiscordClientBuilder.create(session)
            .setExtraOptions(usual ->
                new RouterOptions(
                    usual.getToken(),
                    usual.getReactorResources(),
                    usual.getExchangeStrategies(),
                    usual.getResponseTransformers(),
                    usual.getGlobalRateLimiter(),
                    usual.getRequestQueueFactory(),
                    url + "/api/v10"))
            .build()
            .gateway()
            .setEnabledIntents(IntentSet.all())
            .withEventDispatcher(events -> events.on(Event.class).doOnNext(this::heard))
            .login()
            .block();
    // docs: end
  }

  public static void main(String[] arguments) throws Exception {
    var bot = new Bot(System.getenv("BOTSWAIN_URL"), System.getenv("BOTSWAIN_SESSION"));
    Line.obey(bot);
    bot.gateway.logout().block();
    System.exit(0);
  }

  private synchronized void heard(Event event) {
    switch (event) {
      case ReadyEvent ready when !guilds.isEmpty() -> Line.on("identified");
      case ReadyEvent ready ->
          ready
              .getGuilds()
              .forEach(guild -> {
                guilds.add(guild.getId().asString());
                missing.add(guild.getId());
              });
      // Discord4J requests all members of large guilds, which arrive in chunks.
      case GuildCreateEvent it when it.getGuild().isLarge() -> {}
      case GuildCreateEvent it -> isThere(it.getGuild().getId(), it.getClient());
      case MemberChunkEvent it when it.getChunkIndex() == it.getChunkCount() - 1 ->
          isThere(it.getGuildId(), it.getClient());
      case MessageCreateEvent it -> {
        Message message = it.getMessage();
        Line.on(
            "message",
            "id",
            message.getId().asString(),
            "channel",
            message.getChannelId().asString(),
            "author",
            message.getAuthor().orElseThrow().getId().asString(),
            "content",
            message.getContent(),
            "files",
            message.getAttachments().stream().map(Attachment::getFilename).toList());
      }
      case MessageUpdateEvent it ->
          Line.on(
              "edit",
              "id",
              it.getMessageId().asString(),
              "content",
              it.getCurrentContent().orElse(""));
      case MessageDeleteEvent it -> Line.on("delete", "id", it.getMessageId().asString());
      case ReactionAddEvent it ->
          Line.on(
              "reaction",
              "message",
              it.getMessageId().asString(),
              "user",
              it.getUserId().asString(),
              "emoji",
              it.getEmoji().asFormat());
      case MemberJoinEvent it ->
          Line.on(
              "join",
              "guild",
              it.getGuildId().asString(),
              "user",
              it.getMember().getId().asString());
      case ChatInputInteractionEvent it -> {
        Line.on("command", "name", it.getCommandName());
        it.reply("Aye!").subscribe();
      }
      case ResumeEvent _ -> Line.on("resumed");
      default -> {}
    }
  }

  private void isThere(Snowflake guild, GatewayDiscordClient client) {
    if (missing.remove(guild) && missing.isEmpty()) {
      Line.on("ready", "user", client.getSelfId().asString(), "guilds", guilds);
    }
  }

  private MessageChannel channel(String id) {
    return gateway.getChannelById(Snowflake.of(id)).ofType(MessageChannel.class).block();
  }

  private Message message(String channel, String id) {
    return channel(channel).getMessageById(Snowflake.of(id)).block();
  }

  @Override
  public void members(String guild, Line.Members members) {
    var kept = EntityRetrievalStrategy.STORE;
    var it = gateway.withRetrievalStrategy(kept).getGuildById(Snowflake.of(guild)).block();
    members.are(
        it.getMembers(kept).count().block(),
        it.getMemberCount(),
        it.getPresences().filter(one -> one.getStatus() != Status.OFFLINE).count().block());
  }

  @Override
  public String send(String channel, String content) {
    return channel(channel).createMessage(content).block().getId().asString();
  }

  @Override
  public void edit(String channel, String id, String content) {
    message(channel, id).edit().withContentOrNull(content).block();
  }

  @Override
  public void react(String channel, String id, String emoji) {
    message(channel, id).addReaction(Emoji.unicode(emoji)).block();
  }

  @Override
  public void delete(String channel, String id) {
    message(channel, id).delete().block();
  }

  @Override
  public String file(String channel, String name, byte[] content) {
    return channel(channel)
        .createMessage()
        .withFiles(MessageCreateFields.File.of(name, new ByteArrayInputStream(content)))
        .block()
        .getId()
        .asString();
  }

  @Override
  public String register(String guild, String name, String description) {
    return gateway
        .getRestClient()
        .getApplicationService()
        .createGuildApplicationCommand(
            gateway.getSelfId().asLong(),
            Snowflake.asLong(guild),
            ApplicationCommandRequest.builder().name(name).description(description).build())
        .block()
        .id()
        .asString();
  }
}
