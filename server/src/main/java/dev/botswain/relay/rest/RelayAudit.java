package dev.botswain.relay.rest;

import dev.botswain.audit.AuditEntry;
import dev.botswain.audit.AuditRecorder;
import dev.botswain.audit.Target;
import dev.botswain.discord.rest.ApiPath;
import dev.botswain.discord.rest.DiscordUnreachableException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The audit's record of a relayed request, which is not sent before the record is stored. Requests
/// that only read have none. Confined to the event loop of its passage.
final class RelayAudit {
  /// Of a caller who left before the request was sent.
  private static final String ABANDONED = "abandoned";

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("guilds", "guildId"),
          Map.entry("channels", "channelId"),
          Map.entry("messages", "messageId"),
          Map.entry("users", "userId"),
          Map.entry("members", "userId"),
          Map.entry("bans", "userId"),
          Map.entry("thread-members", "userId"),
          Map.entry("voice-states", "userId"),
          Map.entry("roles", "roleId"),
          Map.entry("webhooks", "webhookId"),
          Map.entry("applications", "applicationId"),
          Map.entry("interactions", "interactionId"),
          Map.entry("commands", "commandId"),
          Map.entry("emojis", "emojiId"),
          Map.entry("stickers", "stickerId"),
          Map.entry("scheduled-events", "eventId"),
          Map.entry("permissions", "overwriteId"));

  /// For requests that only read.
  static final RelayAudit NONE = new RelayAudit(null, Future.succeededFuture(), null);

  private final @Nullable AuditEntry entry;
  private final Future<Void> begun;
  private final @Nullable Context context;
  private boolean over;

  private RelayAudit(@Nullable AuditEntry entry, Future<Void> begun, @Nullable Context context) {
    this.entry = entry;
    this.begun = begun;
    this.context = context;
  }

  /// Begins to store it.
  ///
  /// @param botId 0 if it is unknown
  /// @param context that of the passage
  static RelayAudit begin(AuditRecorder recorder, RestTarget target, long botId, Context context) {
    var entry = recorder.begin(target.action(), botId, target(target.path()));
    return new RelayAudit(entry, entry.begin(), context);
  }

  /// What a path is about.
  static Target target(ApiPath path) {
    var ids = new LinkedHashMap<String, String>();
    NAMES.forEach((kind, name) -> {
      var id = path.id(kind);
      if (id != null) {
        ids.put(name, id);
      }
    });
    return new Target(ids);
  }

  /// Continues once it is stored.
  ///
  /// @param go called at once if there is nothing to wait for
  /// @param failing called if it cannot be stored
  void whenBegun(Runnable go, Consumer<Throwable> failing) {
    if (context == null || begun.succeeded()) {
      go.run();
      return;
    }
    begun.onComplete(stored ->
        context.runOnContext(_ -> {
          if (stored.succeeded()) {
            go.run();
          } else {
            over = true;
            failing.accept(stored.cause());
          }
        }));
  }

  /// Discord has answered, perhaps earlier.
  void answered(int status) {
    end(ended -> {
      if (status < 400) {
        ended.done(status);
      } else {
        ended.refused(status, null);
      }
    });
  }

  /// There is no answer.
  ///
  /// @param code of the error that the caller gets
  void failed(Throwable failure, String code) {
    end(ended -> {
      if (failure instanceof DiscordUnreachableException unreachable
          && unreachable.reason() != DiscordUnreachableException.Reason.NOT_CONNECTED) {
        ended.unknown(code);
      } else {
        ended.refused(null, code);
      }
    });
  }

  /// The caller has left, if this is not over yet.
  ///
  /// @param sent whether it was on its way to Discord, so that nobody knows
  void left(boolean sent) {
    end(ended -> {
      if (sent) {
        ended.unknown(null);
      } else {
        ended.refused(null, ABANDONED);
      }
    });
  }

  private void end(Consumer<AuditEntry> how) {
    if (entry != null && !over) {
      over = true;
      how.accept(entry);
    }
  }
}
