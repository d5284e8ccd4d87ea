package javacord;

import common.Line;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import org.javacord.api.DiscordApi;
import org.javacord.api.DiscordApiBuilder;
import org.javacord.api.entity.DiscordEntity;
import org.javacord.api.entity.channel.TextChannel;
import org.javacord.api.entity.message.Message;
import org.javacord.api.entity.message.MessageAttachment;
import org.javacord.api.entity.message.MessageBuilder;
import org.javacord.api.entity.user.UserStatus;
import org.javacord.api.event.connection.ResumeEvent;
import org.javacord.api.event.interaction.SlashCommandCreateEvent;
import org.javacord.api.event.message.MessageCreateEvent;
import org.javacord.api.event.message.MessageDeleteEvent;
import org.javacord.api.event.message.MessageEditEvent;
import org.javacord.api.event.message.reaction.ReactionAddEvent;
import org.javacord.api.event.server.member.ServerMemberJoinEvent;
import org.javacord.api.interaction.SlashCommand;
import org.javacord.api.listener.connection.ResumeListener;
import org.javacord.api.listener.interaction.SlashCommandCreateListener;
import org.javacord.api.listener.message.MessageCreateListener;
import org.javacord.api.listener.message.MessageDeleteListener;
import org.javacord.api.listener.message.MessageEditListener;
import org.javacord.api.listener.message.reaction.ReactionAddListener;
import org.javacord.api.listener.server.member.ServerMemberJoinListener;

/// A bot with Javacord.
final class Bot
    implements Line.Hand,
        MessageCreateListener,
        MessageEditListener,
        MessageDeleteListener,
        ReactionAddListener,
        ServerMemberJoinListener,
        SlashCommandCreateListener,
        ResumeListener {
  private final DiscordApi api;

  private Bot(InetSocketAddress proxy, String session) {
    // docs: begin
    api =
        new DiscordApiBuilder()
            .setToken(session)
            .setProxySelector(ProxySelector.of(proxy))
            .setTrustAllCertificates(true)
            .setAllIntents()
            .setWaitForUsersOnStartup(true)
            .addListener(this)
            .login()
            .join();
    // docs: end
    Line.on(
        "ready",
        "user",
        api.getYourself().getIdAsString(),
        "guilds",
        api.getServers().stream().map(DiscordEntity::getIdAsString).toList());
    api.addReconnectListener(_ -> Line.on("identified"));
  }

  public static void main(String[] arguments) throws IOException {
    String[] proxy = System.getenv("BOTSWAIN_PROXY").split(":");
    var address = new InetSocketAddress(proxy[0], Integer.parseInt(proxy[1]));
    Line.obey(new Bot(address, System.getenv("BOTSWAIN_SESSION")));
    System.exit(0); // Javacord then disconnects by itself.
  }

  @Override
  public void onMessageCreate(MessageCreateEvent event) {
    Message message = event.getMessage();
    Line.on(
        "message",
        "id",
        message.getIdAsString(),
        "channel",
        message.getChannel().getIdAsString(),
        "author",
        message.getAuthor().getIdAsString(),
        "content",
        message.getContent(),
        "files",
        message.getAttachments().stream().map(MessageAttachment::getFileName).toList());
  }

  @Override
  public void onMessageEdit(MessageEditEvent event) {
    Line.on(
        "edit",
        "id",
        event.getMessage().getIdAsString(),
        "content",
        event.getMessage().getContent());
  }

  @Override
  public void onMessageDelete(MessageDeleteEvent event) {
    Line.on("delete", "id", Long.toString(event.getMessageId()));
  }

  @Override
  public void onReactionAdd(ReactionAddEvent event) {
    Line.on(
        "reaction",
        "message",
        Long.toString(event.getMessageId()),
        "user",
        Long.toString(event.getUserId()),
        "emoji",
        event.getEmoji().asUnicodeEmoji().orElseThrow());
  }

  @Override
  public void onServerMemberJoin(ServerMemberJoinEvent event) {
    Line.on(
        "join",
        "guild",
        event.getServer().getIdAsString(),
        "user",
        event.getUser().getIdAsString());
  }

  @Override
  public void onSlashCommandCreate(SlashCommandCreateEvent event) {
    var interaction = event.getSlashCommandInteraction();
    Line.on("command", "name", interaction.getCommandName());
    interaction.createImmediateResponder().setContent("Aye!").respond();
  }

  @Override
  public void onResume(ResumeEvent event) {
    Line.on("resumed");
  }

  private TextChannel channel(String id) {
    return api.getTextChannelById(id).orElseThrow();
  }

  @Override
  public void members(String guild, Line.Members members) {
    var server = api.getServerById(guild).orElseThrow();
    members.are(
        server.getMembers().size(),
        server.getMemberCount(),
        server.getMembers().stream().filter(one -> one.getStatus() != UserStatus.OFFLINE).count());
  }

  @Override
  public String send(String channel, String content) {
    return channel(channel).sendMessage(content).join().getIdAsString();
  }

  @Override
  public void edit(String channel, String id, String content) {
    Message.edit(api, channel, id, content).join();
  }

  @Override
  public void react(String channel, String id, String emoji) {
    Message.addReaction(api, channel, id, emoji).join();
  }

  @Override
  public void delete(String channel, String id) {
    Message.delete(api, channel, id).join();
  }

  @Override
  public String file(String channel, String name, byte[] content) {
    return new MessageBuilder()
        .addAttachment(content, name)
        .send(channel(channel))
        .join()
        .getIdAsString();
  }

  @Override
  public String register(String guild, String name, String description) {
    return SlashCommand.with(name, description)
        .createForServer(api, Long.parseLong(guild))
        .join()
        .getIdAsString();
  }
}
