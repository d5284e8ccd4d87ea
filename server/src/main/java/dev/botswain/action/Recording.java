package dev.botswain.action;

import dev.botswain.audit.AuditEntry;
import dev.botswain.audit.AuditRecorder;
import dev.botswain.audit.Target;
import dev.botswain.discord.rest.DiscordUnreachableException;
import dev.botswain.discord.rest.RestRequest;
import dev.botswain.store.Change;
import dev.botswain.store.Store;
import dev.botswain.time.Await;
import io.vertx.core.http.HttpMethod;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The audit's record of one request. It is stored before the first thing that acts, and completed
/// at the end; if nothing acted, it is stored then. On one virtual thread, where it may wait.
final class Recording {
  private final AuditRecorder recorder;
  private final String action;
  private final ActionRequest request;
  private final boolean reads;
  private @Nullable Long guildId;
  private @Nullable AuditEntry entry;
  private @Nullable Integer status;
  private boolean unclear;

  /// @param reads whether the action only reads, so that there is no record unless something acts
  Recording(AuditRecorder recorder, String action, ActionRequest request, boolean reads) {
    this.recorder = recorder;
    this.action = action;
    this.request = request;
    this.reads = reads;
  }

  /// It happens in this guild, whether or not the request named it.
  void in(long guild) {
    guildId = guild;
  }

  /// The operation.
  String action() {
    return action;
  }

  private Target target() {
    Map<String, String> ids = new LinkedHashMap<>();
    if (guildId != null) {
      ids.put("guildId", Long.toUnsignedString(guildId));
    }
    Target.of(request.parameters()).ids().forEach(ids::putIfAbsent);
    return new Target(ids);
  }

  private long bot() {
    return request.session().bot().id();
  }

  /// Stores the record, unless it is stored. Must be called before anything acts.
  ///
  /// @throws dev.botswain.store.StoreFailedException if it cannot be stored; then nothing may act
  void begin() {
    if (entry == null) {
      AuditEntry begun = recorder.begin(action, bot(), target());
      Await.of(begun.begin());
      entry = begun;
    }
  }

  /// The same in one transaction with another change.
  void begin(Store store, Change other) {
    if (entry == null) {
      AuditEntry begun = recorder.begin(action, bot(), target());
      Await.of(store.write(List.of(other, begun.pending())));
      entry = begun;
    } else {
      Await.of(store.write(other));
    }
  }

  /// The same for a request to Discord, unless it only reads.
  void begin(RestRequest sent) {
    if (sent.method() != HttpMethod.GET) {
      begin();
    }
  }

  /// Discord has answered.
  void answered(RestRequest sent, int discordStatus) {
    if (sent.method() != HttpMethod.GET) {
      status = discordStatus;
    }
  }

  /// There is no answer.
  void failed(RestRequest sent, Exception failure) {
    boolean unsent =
        failure instanceof DiscordUnreachableException unreachable
            && unreachable.reason() == DiscordUnreachableException.Reason.NOT_CONNECTED;
    if (sent.method() != HttpMethod.GET && !unsent) {
      unclear |= ActionFailures.refusal(failure).error().status() >= 502;
    }
  }

  void end(ActionResult result) {
    switch (result.outcome()) {
      case Outcome.Refused(var refusal) when !result.replayed() -> refused(refusal.error().code());
      case Outcome.Checked _ -> checked(null);
      case Outcome.Done _, Outcome.Refused _ -> {
        if (entry != null) {
          entry.done(status);
        } else if (!reads && result.replayed()) {
          recorder.replayed(action, bot(), target());
        }
      }
    }
  }

  void refused(String code) {
    if (entry == null) {
      if (!reads) {
        notBegun(code);
      }
    } else if (unclear) {
      entry.unknown(code);
    } else {
      entry.refused(status, code);
    }
  }

  private void notBegun(String code) {
    if (request.isDryRun()) {
      checked(code);
    } else {
      recorder.refused(action, bot(), target(), code);
    }
  }

  private void checked(@Nullable String code) {
    if (!reads) {
      recorder.checked(action, bot(), target(), code);
    }
  }
}
