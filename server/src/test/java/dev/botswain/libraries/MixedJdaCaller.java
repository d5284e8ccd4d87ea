package dev.botswain.libraries;

import java.util.EnumSet;
import java.util.concurrent.CountDownLatch;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.UserSnowflake;
import net.dv8tion.jda.api.entities.channel.middleman.GuildMessageChannel;
import net.dv8tion.jda.api.entities.emoji.Emoji;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.message.MessageDeleteEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.events.message.MessageUpdateEvent;
import net.dv8tion.jda.api.events.message.react.MessageReactionAddEvent;
import net.dv8tion.jda.api.events.message.react.MessageReactionRemoveEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.SessionControllerAdapter;

/// Calls and receives events with JDA.
final class MixedJdaCaller implements MixedCaller, AutoCloseable {
  static final String NAME = "JDA";

  private static final Emoji FIRE = Emoji.fromUnicode(EMOJI);

  private final MixedTally tally;
  private final CountDownLatch end = new CountDownLatch(1);
  private final JDA jda;

  MixedJdaCaller(String url, String session, MixedTally tally) throws InterruptedException {
    this.tally = tally;
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
            .addEventListeners((EventListener) this::hear)
            .build()
            .awaitReady();
  }

  private void hear(GenericEvent event) {
    switch (event) {
      case MessageReceivedEvent it -> {
        heard("create", it.getMessageId());
        if (it.getMessage().getContentRaw().equals(MixedTrafficTest.THE_END)) {
          end.countDown();
        }
      }
      case MessageUpdateEvent it -> heard("edit", it.getMessageId());
      case MessageReactionAddEvent it -> heard("react", it.getMessageId());
      case MessageReactionRemoveEvent it -> heard("unreact", it.getMessageId());
      case MessageDeleteEvent it -> heard("delete", it.getMessageId());
      default -> {}
    }
  }

  private void heard(String kind, String message) {
    tally.heard(NAME, kind, message);
  }

  CountDownLatch end() {
    return end;
  }

  private Guild guild() {
    return jda.getGuilds().getFirst();
  }

  private GuildMessageChannel channel(String id) {
    return jda.getChannelById(GuildMessageChannel.class, id);
  }

  @Override
  public String send(String channel, String text) {
    return channel(channel).sendMessage(text).complete().getId();
  }

  @Override
  public void edit(String channel, String message, String text) {
    channel(channel).editMessageById(message, text).complete();
  }

  @Override
  public void react(String channel, String message) {
    channel(channel).addReactionById(message, FIRE).complete();
  }

  @Override
  public void unreact(String channel, String message) {
    channel(channel).removeReactionById(message, FIRE).complete();
  }

  @Override
  public void fetch(String channel, String message) {
    channel(channel).retrieveMessageById(message).complete();
  }

  @Override
  public void history(String channel) {
    channel(channel).getHistory().retrievePast(20).complete();
  }

  @Override
  public void delete(String channel, String message) {
    channel(channel).deleteMessageById(message).complete();
  }

  @Override
  public void member(String user) {
    guild().retrieveMember(UserSnowflake.fromId(user)).useCache(false).complete();
  }

  @Override
  public void close() {
    jda.shutdownNow();
  }
}
