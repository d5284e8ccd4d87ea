package dev.botswain.bot;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.botswain.discord.gateway.IdentifyQueue;
import dev.botswain.store.Change;
import dev.botswain.store.Store;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The bots that are logged in. For any thread.
final class ConnectedBots {
  private static final Logger log = LoggerFactory.getLogger(ConnectedBots.class);

  private final Store store;
  private final Set<Bot> bots = ConcurrentHashMap.newKeySet();

  /// When, by the ticker, recently closed bots may IDENTIFY again, by their ids.
  private final Cache<Long, Long> identifiesClearAt =
      Caffeine.newBuilder().expireAfterWrite(IdentifyQueue.SPACING).build();

  ConnectedBots(Store store) {
    this.store = store;
  }

  /// A live view.
  Collection<Bot> all() {
    return bots;
  }

  @Nullable Bot find(TokenHash hash) {
    return bots.stream().filter(bot -> bot.tokenHash().equals(hash)).findFirst().orElse(null);
  }

  /// All with an id: two for a moment, when a bot returns with another token.
  List<Bot> of(long id) {
    return bots.stream().filter(bot -> bot.id() == id).toList();
  }

  void add(Bot bot) {
    bots.add(bot);
  }

  /// How many other bots of the same tenant there are.
  long others(Bot bot) {
    return bots.stream()
        .filter(other -> other.id() != bot.id() && areOfOneTenant(other, bot))
        .count();
  }

  private static boolean areOfOneTenant(Bot one, Bot other) {
    return one.allowance().isGroup()
        ? one.owner().equals(other.owner())
        : !other.allowance().isGroup();
  }

  /// How many bots there are and the state of their shards, as a sentence.
  String summary() {
    var states = new TreeMap<String, Integer>();
    bots.forEach(
        bot -> bot.shards().forEach(shard -> states.merge(shard.state().label(), 1, Integer::sum)));
    var text = new StringBuilder().append(bots.size()).append(" logged in");
    states.forEach((state, count) ->
        text.append(", ").append(count).append(count == 1 ? " shard " : " shards ").append(state));
    return text.toString();
  }

  /// When, by the ticker, a bot that was closed recently may IDENTIFY again; null for now.
  @Nullable Long identifiesClearAt(long botId) {
    return identifiesClearAt.getIfPresent(botId);
  }

  /// Forgets what is stored of a bot, unless it ends because the same bot has returned with another
  /// token, or has left this node.
  void forget(Bot bot) {
    if (bot.maintenance().isLeft()
        || bots.stream().anyMatch(other -> other != bot && other.id() == bot.id())) {
      return;
    }
    store
        .write(new Change.RemoveBot(bot.id()))
        .onFailure(
            e -> log.atError().addKeyValue("bot", bot.id()).log("still kept: {}", e.toString()));
  }

  /// @param keepSession whether its gateway sessions stay alive, to be resumed
  Future<Void> close(Bot bot, boolean keepSession) {
    if (bots.remove(bot) && !bot.maintenance().isLeft()) {
      Long clearAt = bot.identifiesClearAt();
      if (clearAt != null) {
        identifiesClearAt.put(bot.id(), clearAt);
      }
      log.atInfo().addKeyValue("bot", bot.id()).log("bot closed");
    }
    return bot.close(keepSession);
  }
}
