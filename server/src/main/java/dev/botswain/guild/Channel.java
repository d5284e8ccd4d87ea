package dev.botswain.guild;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A channel of a guild, or an active thread.
///
/// @param guildId as in events; 0 if a guild lists its channels itself
/// @param typeNumber see [#type()]
/// @param parentId the category of a channel, or the channel of a thread; 0 for none
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

  @SuppressWarnings("NullAway") // Jackson passes null if Discord omits a field.
  public Channel {
    name = name == null ? "" : name;
    overwrites = overwrites == null ? List.of() : List.copyOf(overwrites);
  }

  /// What kind of channel it is.
  public ChannelType type() {
    return ChannelType.of(typeNumber);
  }

  /// Whether it is a thread that has been inactive for long, about which Discord reports nothing
  /// more.
  public boolean isArchived() {
    return threadMetadata != null && threadMetadata.archived();
  }

  /// The fields that only threads have.
  public record ThreadMetadata(boolean archived) {}
}
