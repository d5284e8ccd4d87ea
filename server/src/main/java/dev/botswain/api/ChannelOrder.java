package dev.botswain.api;

import dev.botswain.guild.Channel;
import dev.botswain.guild.ChannelType;
import dev.botswain.guild.Guild;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The order in which Discord's client shows a guild's channels: those without a category, then
/// each category with its channels; text before voice within them, each by position; threads below
/// their channel, oldest first.
final class ChannelOrder {
  private static final Comparator<Channel> NEIGHBOURS =
      Comparator.comparing((Channel channel) -> channel.type().isThread())
          .thenComparing(channel -> channel.type() == ChannelType.CATEGORY)
          .thenComparing(channel -> channel.type().isVoice())
          .thenComparingInt(Channel::position)
          .thenComparingLong(Channel::id);

  private final Map<Long, List<Channel>> byParent;
  private final List<Channel> ordered = new ArrayList<>();

  private ChannelOrder(Guild guild) {
    this.byParent =
        guild.channels().all().stream()
            .collect(Collectors.groupingBy(channel -> placeOf(channel, guild)));
  }

  static List<Channel> of(Guild guild) {
    var order = new ChannelOrder(guild);
    order.addChildren(0);
    return order.ordered;
  }

  /// The parent, or none if it is unknown: no channel must get lost.
  private static long placeOf(Channel channel, Guild guild) {
    Channel parent = guild.channels().get(channel.parentId());
    boolean holds =
        parent != null
            && parent.id() != channel.id()
            && (parent.type() == ChannelType.CATEGORY
                ? channel.type() != ChannelType.CATEGORY
                : channel.type().isThread() && !parent.type().isThread());
    return holds ? channel.parentId() : 0;
  }

  private void addChildren(long parent) {
    for (Channel channel :
        byParent.getOrDefault(parent, List.of()).stream().sorted(NEIGHBOURS).toList()) {
      ordered.add(channel);
      addChildren(channel.id());
    }
  }
}
