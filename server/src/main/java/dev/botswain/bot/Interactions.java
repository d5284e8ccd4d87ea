package dev.botswain.bot;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.botswain.discord.rest.RestQueue;
import dev.botswain.discord.rest.RestRequest;
import dev.botswain.discord.rest.RestResponse;
import dev.botswain.json.DiscordJson;
import dev.botswain.time.Alarm;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The part of a bot's interactions that must be remembered: which were deferred, so that an answer
/// becomes an update of the deferral; and, if enabled, those that have not been answered yet. They
/// are deferred after two seconds, because Discord waits for three.
///
/// Source: <https://discord.com/developers/docs/interactions/receiving-and-responding>.
public final class Interactions {
  private static final Logger log = LoggerFactory.getLogger(Interactions.class);
  private static final Duration UNANSWERED = Duration.ofSeconds(2);

  /// After this time Discord no longer accepts an interaction's token.
  private static final Duration TOKEN_LIFE = Duration.ofMinutes(15);

  private static final int MOST = 10_000;
  private static final int COMMAND = 2;
  private static final int COMPONENT = 3;
  private static final int MODAL = 5;

  private final Vertx vertx;
  private final RestQueue rest;
  private final Recent<Deferral> deferred = new Recent<>(TOKEN_LIFE);
  private final Recent<Boolean> answered = new Recent<>(UNANSWERED.multipliedBy(5));

  /// What a deferral is a placeholder for.
  public enum Deferral {
    /// A new message.
    MESSAGE(5),
    /// An update of the message that contains the component.
    UPDATE(6);

    private final int type;

    Deferral(int type) {
      this.type = type;
    }
  }

  Interactions(Vertx vertx, RestQueue rest) {
    this.vertx = vertx;
    this.rest = rest;
  }

  /// An INTERACTION_CREATE has arrived; it is deferred if it is not answered in time.
  void watch(byte[] data) {
    JsonNode interaction = DiscordJson.tree(data);
    String id = interaction.path("id").asText();
    String token = interaction.path("token").asText();
    Optional<Deferral> deferral =
        switch (interaction.path("type").asInt()) {
          case COMMAND -> Optional.of(Deferral.MESSAGE);
          case COMPONENT -> Optional.of(Deferral.UPDATE);
          case MODAL ->
              Optional.of(interaction.has("message") ? Deferral.UPDATE : Deferral.MESSAGE);
          default -> Optional.empty();
        };
    if (deferral.isPresent() && !id.isEmpty() && !token.isEmpty()) {
      new Alarm(vertx).set(UNANSWERED, () -> deferIfUnanswered(id, token, deferral.get()));
    }
  }

  private void deferIfUnanswered(String id, String token, Deferral deferral) {
    if (answered.get(id).isPresent() || deferred.get(id).isPresent()) {
      return;
    }
    var request =
        RestRequest.post("/interactions/%s/%s/callback".formatted(id, RestRequest.encode(token)))
            .json(Buffer.buffer("{\"type\":" + deferral.type + "}"))
            .patience(Duration.ofSeconds(1));
    rest.send(request)
        .map(RestResponse::isSuccess)
        .onSuccess(taken -> {
          if (taken) {
            deferred.put(id, deferral);
            log.atDebug().addKeyValue("interaction", id).log("deferred");
          }
        })
        .onFailure(
            e -> log.atWarn().addKeyValue("interaction", id).log("not deferred: {}", e.toString()));
  }

  /// A caller is about to answer.
  public void answering(String id) {
    answered.put(id, true);
  }

  /// A caller deferred it.
  public void deferred(String id, Deferral how) {
    deferred.put(id, how);
  }

  /// Whether it was deferred here, and how.
  public Optional<Deferral> deferral(String id) {
    return deferred.get(id);
  }

  /// What is known of recent interactions. Most bots never have one, and an empty cache takes more
  /// than a KiB, so it is created for the first.
  private static final class Recent<V> {
    private final Duration life;
    private volatile @Nullable Cache<String, V> cache;

    Recent(Duration life) {
      this.life = life;
    }

    Optional<V> get(String id) {
      Cache<String, V> made = cache;
      return made == null ? Optional.empty() : Optional.ofNullable(made.getIfPresent(id));
    }

    synchronized void put(String id, V value) {
      Cache<String, V> made = cache;
      if (made == null) {
        made = Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(life).build();
        cache = made;
      }
      made.put(id, value);
    }
  }
}
