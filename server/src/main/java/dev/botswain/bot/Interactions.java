package dev.botswain.bot;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.botswain.bot.OpenInteraction.Reaction;
import dev.botswain.discord.rest.RestQueue;
import dev.botswain.discord.rest.RestRequest;
import dev.botswain.discord.rest.RestResponse;
import dev.botswain.json.DiscordJson;
import dev.botswain.time.Alarm;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The part of a bot's interactions that must be remembered: those that callers may still answer,
/// which were deferred, so that an answer becomes an update of the deferral; and, if enabled, those
/// that have not been answered yet. They are deferred after two seconds, because Discord waits for
/// three.
///
/// Source: <https://discord.com/developers/docs/interactions/receiving-and-responding>.
public final class Interactions {
  private static final Logger log = LoggerFactory.getLogger(Interactions.class);
  private static final Duration UNANSWERED = Duration.ofSeconds(2);

  private static final int MOST = 10_000;
  private static final int COMMAND = 2;
  private static final int COMPONENT = 3;
  private static final int MODAL = 5;

  private final Vertx vertx;
  private final RestQueue rest;
  private final OpenInteractions open;
  private final long botId;
  private final String owner;
  private final Recent<Deferral> deferred = new Recent<>(OpenInteraction.TOKEN_LIFE);
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

  /// @param open those of all bots
  /// @param owner whose share they count toward
  Interactions(Vertx vertx, RestQueue rest, OpenInteractions open, long botId, String owner) {
    this.vertx = vertx;
    this.rest = rest;
    this.open = open;
    this.botId = botId;
    this.owner = owner;
  }

  long botId() {
    return botId;
  }

  String owner() {
    return owner;
  }

  /// An INTERACTION_CREATE has arrived.
  ///
  /// @param deferring whether it is deferred if it is not answered in time
  void arrived(byte[] data, boolean deferring) {
    JsonNode interaction = DiscordJson.tree(data);
    String id = interaction.path("id").asText();
    String token = interaction.path("token").asText();
    long number = number(id);
    if (number == 0 || token.isEmpty()) {
      return;
    }
    int type = interaction.path("type").asInt();
    open.add(this, number, type, data);
    if (deferring) {
      watch(id, token, type, interaction.has("message"));
    }
  }

  /// 0 if it is none.
  private static long number(String id) {
    try {
      return Long.parseUnsignedLong(id);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private void watch(String id, String token, int type, boolean onMessage) {
    Optional<Deferral> deferral =
        switch (type) {
          case COMMAND -> Optional.of(Deferral.MESSAGE);
          case COMPONENT -> Optional.of(Deferral.UPDATE);
          case MODAL -> Optional.of(onMessage ? Deferral.UPDATE : Deferral.MESSAGE);
          default -> Optional.empty();
        };
    if (deferral.isPresent()) {
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
            react(id, Reaction.AUTOMATIC_DEFERRAL);
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
    react(id, Reaction.DEFERRAL);
  }

  /// A caller answered it, and Discord took the answer.
  public void answered(String id, Reaction how) {
    react(id, how);
  }

  private void react(String id, Reaction how) {
    OpenInteraction one = open.find(this, number(id));
    if (one != null) {
      one.reaction(how);
    }
  }

  /// Those that callers may still answer or follow up, the newest first.
  public List<OpenInteraction> open() {
    return open.of(this);
  }

  /// The bot has ended.
  void close() {
    open.forget(this);
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
