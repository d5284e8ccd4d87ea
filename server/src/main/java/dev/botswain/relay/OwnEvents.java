package dev.botswain.relay;

import dev.botswain.bot.Bot;
import dev.botswain.discord.rest.ApiPath;
import dev.botswain.event.Event;
import dev.botswain.guild.Guild;
import dev.botswain.limit.Limit;
import dev.botswain.share.Shares;
import dev.botswain.time.Alarm;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Lets the clients of a bot get the event that a request causes before the answer to the request,
/// because some libraries miss objects that they do not know by then. At Discord the event mostly
/// comes first; here it passes through the store first, and would mostly come later.
///
/// If a bot has no client that would get the event, nothing is checked and nothing waits.
/// Thread-safe.
public final class OwnEvents {
  /// How many of the events that arrived during requests are remembered for a bot, because most
  /// answers come after their event.
  private static final int MOST_REMEMBERED = 256;

  private final Vertx vertx;
  private final Duration longest;
  private final Shares<String> awaited = Limit.AWAITED_EVENTS.shares();
  private final Map<Long, OfBot> bots = new ConcurrentHashMap<>();

  /// A receiver of events.
  public interface Client {
    /// Whether it would get an event.
    ///
    /// @param guildId 0 for none
    /// @param ofSelf whether it is about the bot itself
    boolean wouldGet(String type, long guildId, boolean ofSelf);

    /// Whether it accepts nothing for now: a client that does not read is not waited for.
    boolean isFull();
  }

  /// @param longest how long an answer waits for its event at most: not every request causes the
  ///   event that it could cause, for example if it changes nothing
  public OwnEvents(Vertx vertx, Duration longest) {
    this.vertx = vertx;
    this.longest = longest;
  }

  /// A client starts to get events as they happen.
  public void enter(long botId, Client client) {
    bots.compute(
        botId,
        (_, known) -> {
          OfBot of = known == null ? new OfBot() : known;
          of.clients.add(client);
          return of;
        });
  }

  /// A client gets no more events.
  public void leave(long botId, Client client) {
    bots.computeIfPresent(
        botId,
        (_, of) -> {
          of.clients.remove(client);
          of.left(client);
          return of.clients.isEmpty() ? null : of;
        });
  }

  /// A client was sent an event, or it was withheld from it.
  public void handed(Client client, Event event) {
    OfBot of = bots.get(event.botId());
    if (of != null && of.awaits(event.type())) {
      String id = MadeEvent.idIn(event.type(), event.data());
      if (id != null) {
        of.handed(client, new Key(event.type(), id));
      }
    }
  }

  /// A request is about to be sent. Must be followed by [AwaitedEvent#close].
  ///
  /// @return null if its answer has nothing to wait for
  public @Nullable AwaitedEvent expect(Bot bot, HttpMethod method, ApiPath path) {
    OfBot of = bots.get(bot.id());
    MadeEvent made = of == null ? null : MadeEvent.of(method, path);
    if (of == null || made == null || longest.isZero()) {
      return null;
    }
    long guild = guild(bot, path);
    boolean ofSelf = MadeEvent.isOfSelf(path, bot.id());
    Set<Client> clients =
        of.clients.stream()
            .filter(client ->
                made.types().stream().anyMatch(type -> client.wouldGet(type, guild, ofSelf))
                    && !client.isFull())
            .collect(Collectors.toCollection(HashSet::new));
    if (clients.isEmpty() || awaited.take(bot.owner()) != null) {
      return null;
    }
    of.expect(made.types());
    return new AwaitedEvent(
        new Alarm(vertx),
        longest,
        new MadeEvent.Request(made, path, bot.id()),
        clients,
        of,
        () -> {
          of.forget(made.types());
          awaited.give(bot.owner());
        });
  }

  /// The guild of a request; 0 if it is in no known guild.
  private static long guild(Bot bot, ApiPath path) {
    String channel = path.id("channels");
    for (Guild guild : bot.guilds()) {
      boolean here =
          channel == null
              ? Long.toUnsignedString(guild.id()).equals(path.id("guilds"))
              : guild.channels().get(number(channel)) != null;
      if (here) {
        return guild.id();
      }
    }
    return 0;
  }

  private static long number(String id) {
    try {
      return Long.parseUnsignedLong(id);
    } catch (NumberFormatException tooLarge) {
      return 0;
    }
  }

  /// What identifies an event.
  record Key(String type, String id) {}

  /// The clients of one bot, and what its requests wait for.
  static final class OfBot {
    private final Set<Client> clients = ConcurrentHashMap.newKeySet();

    /// The number of requests in progress that cause an event of a type.
    private final Map<String, Integer> expected = new ConcurrentHashMap<>();

    private final Map<Key, Set<AwaitedEvent>> waiting = new HashMap<>();
    private final Map<Key, Set<Client>> had = new LinkedHashMap<>();

    private boolean awaits(String type) {
      return expected.containsKey(type);
    }

    private void expect(List<String> types) {
      types.forEach(type -> expected.merge(type, 1, Integer::sum));
    }

    private synchronized void forget(List<String> types) {
      types.forEach(type -> expected.computeIfPresent(type, (_, n) -> n == 1 ? null : n - 1));
      if (expected.isEmpty()) {
        had.clear();
      }
    }

    private synchronized void handed(Client client, Key key) {
      had.computeIfAbsent(key, _ -> new HashSet<>()).add(client);
      if (had.size() > MOST_REMEMBERED) {
        had.remove(had.keySet().iterator().next());
      }
      waiting.getOrDefault(key, Set.of()).forEach(event -> event.handed(client));
    }

    private synchronized void left(Client client) {
      waiting.values().forEach(all -> all.forEach(event -> event.handed(client)));
      had.values().forEach(all -> all.remove(client));
    }

    /// From now on the awaited event learns which clients are sent one of these, and at once those
    /// that were sent one already.
    synchronized void await(AwaitedEvent event, List<Key> keys) {
      for (Key key : keys) {
        waiting.computeIfAbsent(key, _ -> new HashSet<>()).add(event);
        had.getOrDefault(key, Set.of()).forEach(event::handed);
      }
      event.withoutThoseNotIn(clients);
    }

    synchronized void giveUp(AwaitedEvent event, List<Key> keys) {
      for (Key key : keys) {
        waiting.computeIfPresent(
            key,
            (_, all) -> {
              all.remove(event);
              return all.isEmpty() ? null : all;
            });
      }
    }
  }
}
