package dev.botswain.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.botswain.bot.Bot;
import dev.botswain.discord.protocol.Permission;
import dev.botswain.guild.Channel;
import dev.botswain.guild.Guild;
import dev.botswain.http.Answer;
import dev.botswain.http.Call;
import dev.botswain.http.Operation;
import dev.botswain.http.Resource;
import dev.botswain.session.Grant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A guild's channels, as the gateway keeps them current.
final class ChannelsResource implements Resource {
  /// The whole answer for each snapshot of a guild. A change creates a new snapshot, and the old
  /// answer is dropped with the old snapshot. Readers clean up, because waking a thread for that
  /// costs more.
  private final Cache<Guild, Answer> answers =
      Caffeine.newBuilder().weakKeys().executor(Runnable::run).build();

  @Override
  public Map<String, Operation> operations() {
    return Map.of("listChannels", Operation.fromMemory(this::list));
  }

  private Answer list(Call call) {
    Bot bot = Callers.bot(call);
    Guild guild = Callers.knownGuild(call);
    Grant grant = Callers.session(call).grant();
    String type = call.text("type");
    if (Boolean.parseBoolean(call.text("hidden"))) {
      return Answer.json(
          granted(guild, grant)
              .filter(channel -> type == null || channel.type().label().equals(type))
              .map(ChannelView::of)
              .toList());
    }
    if (type != null || !grant.allowsGuild(guild.id())) {
      return Answer.json(
          visible(bot, guild, grant).stream()
              .filter(channel -> type == null || channel.type().equals(type))
              .toList());
    }
    Answer known = answers.getIfPresent(guild);
    if (known != null) {
      return known;
    }
    Answer made = Answer.json(visible(bot, guild, Grant.FULL)).tagged();
    answers.put(guild, made);
    return made;
  }

  private static List<ChannelView> visible(Bot bot, Guild guild, Grant grant) {
    return granted(guild, grant)
        .filter(channel -> Permission.VIEW_CHANNEL.in(guild.permissions(bot.id(), channel)))
        .map(ChannelView::of)
        .toList();
  }

  private static Stream<Channel> granted(Guild guild, Grant grant) {
    return ChannelOrder.of(guild).stream().filter(channel -> grant.allows(guild, channel));
  }

  private record ChannelView(
      String id,
      String name,
      String type,
      @Nullable String parentId,
      int position,
      @Nullable String topic,
      boolean nsfw) {
    static ChannelView of(Channel channel) {
      return new ChannelView(
          Long.toString(channel.id()),
          channel.name(),
          channel.type().label(),
          channel.parentId() == 0 ? null : Long.toString(channel.parentId()),
          channel.position(),
          channel.topic(),
          channel.nsfw());
    }
  }
}
