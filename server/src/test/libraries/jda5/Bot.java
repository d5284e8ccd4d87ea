package jda5;

import common.Line;
import java.util.EnumSet;
import java.util.List;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.OnlineStatus;
import net.dv8tion.jda.api.entities.ISnowflake;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.channel.concrete.TextChannel;
import net.dv8tion.jda.api.entities.emoji.Emoji;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.guild.member.GuildMemberJoinEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.message.MessageDeleteEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.events.message.MessageUpdateEvent;
import net.dv8tion.jda.api.events.message.react.MessageReactionAddEvent;
import net.dv8tion.jda.api.events.session.ReadyEvent;
import net.dv8tion.jda.api.events.session.SessionRecreateEvent;
import net.dv8tion.jda.api.events.session.SessionResumeEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.ChunkingFilter;
import net.dv8tion.jda.api.utils.FileUpload;
import net.dv8tion.jda.api.utils.MemberCachePolicy;
import net.dv8tion.jda.api.utils.SessionControllerAdapter;
import net.dv8tion.jda.api.utils.cache.CacheFlag;

/// A bot with JDA 5.
final class Bot implements EventListener, Line.Hand {
  private final JDA jda;

  private Bot(String url, String session) {
    // docs: begin
    jda =
        JDABuilder.create(session, EnumSet.allOf(GatewayIntent.class))
            .setRestConfig(new RestConfig().setBaseUrl(url + "/api/v10/"))
            .setSessionController(
                new SessionControllerAdapter() {
                  @Override
                  public String getGateway() {
                    return url.replaceFirst("http", "ws") + "/gateway";
                  }
                })
            .setMemberCachePolicy(MemberCachePolicy.ALL)
            .setChunkingFilter(ChunkingFilter.ALL)
            .enableCache(CacheFlag.ONLINE_STATUS)
            .addEventListeners(this)
            .build();
    // docs: end
  }

  public static void main(String[] arguments) throws Exception {
    var bot = new Bot(System.getenv("BOTSWAIN_URL"), System.getenv("BOTSWAIN_SESSION"));
    Line.obey(bot);
    bot.jda.shutdownNow();
    System.exit(0);
  }

  @Override
  public void onEvent(GenericEvent event) {
    switch (event) {
      case ReadyEvent ready -> {
        List<String> guilds = ready.getJDA().getGuilds().stream().map(ISnowflake::getId).toList();
        Line.on("ready", "user", ready.getJDA().getSelfUser().getId(), "guilds", guilds);
      }
      case MessageReceivedEvent it -> {
        Message message = it.getMessage();
        Line.on(
            "message",
            "id",
            message.getId(),
            "channel",
            message.getChannelId(),
            "author",
            message.getAuthor().getId(),
            "content",
            message.getContentRaw(),
            "files",
            message.getAttachments().stream().map(Message.Attachment::getFileName).toList());
      }
      case MessageUpdateEvent it ->
          Line.on("edit", "id", it.getMessageId(), "content", it.getMessage().getContentRaw());
      case MessageDeleteEvent it -> Line.on("delete", "id", it.getMessageId());
      case MessageReactionAddEvent it ->
          Line.on(
              "reaction",
              "message",
              it.getMessageId(),
              "user",
              it.getUserId(),
              "emoji",
              it.getEmoji().getName());
      case GuildMemberJoinEvent it ->
          Line.on("join", "guild", it.getGuild().getId(), "user", it.getUser().getId());
      case SlashCommandInteractionEvent it -> {
        Line.on("command", "name", it.getName());
        it.reply("Aye!").queue();
      }
      case SessionResumeEvent _ -> Line.on("resumed");
      case SessionRecreateEvent _ -> Line.on("identified");
      default -> {}
    }
  }

  private TextChannel channel(String id) {
    return jda.getTextChannelById(id);
  }

  @Override
  public void members(String guild, Line.Members members) {
    var it = jda.getGuildById(guild);
    members.are(
        it.getMemberCache().size(),
        it.getMemberCount(),
        it.getMemberCache().stream()
            .filter(member -> member.getOnlineStatus() != OnlineStatus.OFFLINE)
            .count());
  }

  @Override
  public String send(String channel, String content) {
    return channel(channel).sendMessage(content).complete().getId();
  }

  @Override
  public void edit(String channel, String id, String content) {
    channel(channel).editMessageById(id, content).complete();
  }

  @Override
  public void react(String channel, String id, String emoji) {
    channel(channel).addReactionById(id, Emoji.fromUnicode(emoji)).complete();
  }

  @Override
  public void delete(String channel, String id) {
    channel(channel).deleteMessageById(id).complete();
  }

  @Override
  public String file(String channel, String name, byte[] content) {
    return channel(channel).sendFiles(FileUpload.fromData(content, name)).complete().getId();
  }

  @Override
  public String register(String guild, String name, String description) {
    return jda.getGuildById(guild).upsertCommand(name, description).complete().getId();
  }
}
