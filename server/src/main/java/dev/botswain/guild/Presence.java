package dev.botswain.guild;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.json.DiscordJson;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whether a user is online, on which devices, and with which activities. Users who are offline
/// have none.
///
/// Source: <https://discord.com/developers/docs/events/gateway-events#presence-update>.
///
/// @param packed two bits for the status, and two for each of [#DEVICES]: an index into [#STATUSES]
/// @param activities their JSON, a list, as it arrived; null for none
public record Presence(short packed, byte @Nullable [] activities) {
  /// Devices that Discord reports, in the order in which they are packed.
  public static final List<String> DEVICES = List.of("desktop", "mobile", "web", "embedded");

  private static final List<String> STATUSES = List.of("offline", "online", "idle", "dnd");

  /// The status, on all devices together.
  public String status() {
    return STATUSES.get(packed & 3);
  }

  /// The status on one of [#DEVICES]; null if it is offline.
  public @Nullable String on(int device) {
    int status = packed >> 2 * (device + 1) & 3;
    return status == 0 ? null : STATUSES.get(status);
  }

  /// The form in which Discord sends it in events, guilds and chunks.
  public record Wire(
      @Nullable User user,
      long guildId,
      @Nullable String status,
      @Nullable Map<String, String> clientStatus,
      @Nullable JsonNode activities) {

    /// The id of the user; 0 if it is missing.
    public long userId() {
      return user == null ? 0 : user.id();
    }

    /// @return null for a user who is offline
    @Nullable Presence presence() {
      int packed = place(status);
      if (packed == 0) {
        return null;
      }
      for (int i = 0; clientStatus != null && i < DEVICES.size(); i++) {
        packed |= place(clientStatus.get(DEVICES.get(i))) << 2 * (i + 1);
      }
      return new Presence((short) packed, busyWith(activities));
    }

    private static byte @Nullable [] busyWith(@Nullable JsonNode activities) {
      return activities != null && activities.isArray() && !activities.isEmpty()
          ? DiscordJson.bytes(activities)
          : null;
    }

    private static int place(@Nullable String status) {
      return status == null ? 0 : Math.max(0, STATUSES.indexOf(status));
    }
  }

  public record User(long id) {}
}
