package dev.botswain.bot;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A channel of a guild, or an active thread.
///
/// @param guildId as events name it; 0 where a guild lists its channels itself
/// @param typeNumber see [#type()]
/// @param parentId the category it stands in, or the channel that a thread hangs below; 0 for none
/// @param position among its neighbours; threads have none
/// @param overwrites empty for threads, which have those of their parent
public record Channel(
    long id,
    long guildId,
    @JsonProperty("type") int typeNumber,
    String name,
    long parentId,
    int position,
    @Nullable String topic,
    boolean nsfw,
    @JsonProperty("permission_overwrites") List<Overwrite> overwrites,
    @Nullable ThreadMetadata threadMetadata)
    implements Entity {

  @SuppressWarnings("NullAway") // Jackson gives null where Discord leaves a field out.
  public Channel {
    name = name == null ? "" : name;
    overwrites = overwrites == null ? List.of() : List.copyOf(overwrites);
  }

  /// What kind of channel it is.
  public ChannelType type() {
    return ChannelType.of(typeNumber);
  }

  /// Whether it is a thread that nobody has written in for long, and that Discord tells no more of.
  boolean isArchived() {
    return threadMetadata != null && threadMetadata.archived();
  }

  /// What only threads have.
  public record ThreadMetadata(boolean archived) {}
}
