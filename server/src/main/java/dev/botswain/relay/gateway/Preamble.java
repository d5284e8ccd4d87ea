package dev.botswain.relay.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import dev.botswain.bot.Application;
import dev.botswain.bot.Bot;
import dev.botswain.guild.GuildDocument;
import dev.botswain.guild.Roster;
import dev.botswain.json.DiscordJson;
import dev.botswain.json.MalformedAnswerException;
import dev.botswain.store.Store;
import dev.botswain.store.StoredGuild;
import dev.botswain.time.Await;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// What a client gets first: READY, and a GUILD_CREATE for each of its guilds, built from what the
/// store keeps of them. One guild is in memory at a time.
///
/// Source: <https://discord.com/developers/docs/events/gateway-events#ready>.
final class Preamble {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Store store;
  private final Bot bot;
  private final ClientStream stream;
  private final int version;
  private final String url;
  private final Greeting greeting;
  private final Cache<Long, Boolean> slow;

  /// @param version of the protocol
  /// @param url where the client should resume
  /// @param slow see [RostersAhead]
  Preamble(
      Store store,
      ClientStream stream,
      int version,
      String url,
      Greeting greeting,
      Cache<Long, Boolean> slow) {
    this.store = store;
    this.slow = slow;
    this.stream = stream;
    this.bot = stream.owner().bot();
    this.version = version;
    this.url = url;
    this.greeting = greeting;
  }

  /// Sends it. Waits, so call it on a virtual thread; fails when the client is gone.
  ///
  /// @return by guild, the last event that the client now knows of
  Map<Long, Long> send() {
    Await.of(stream.number("READY", ready()));
    var known = new HashMap<Long, Long>();
    if (stream.filter().hasGuilds()) {
      var rosters =
          new RostersAhead(
              bot, stream.filter().hasPresences() ? greeting.guilds() : List.of(), slow);
      for (long guild : greeting.guilds()) {
        // A guild without a document arrives as an event.
        Await.of(store.guilds().find(bot.id(), guild))
            .ifPresent(kept -> send(kept, rosters, known));
      }
    }
    return known;
  }

  private void send(StoredGuild kept, RostersAhead rosters, Map<Long, Long> known) {
    StoredGuild merged;
    try {
      merged = GuildDocument.merge(kept);
    } catch (MalformedAnswerException unreadable) {
      return;
    }
    known.put(merged.guildId(), merged.upTo());
    if (DiscordJson.tree(merged.document()).path("unavailable").asBoolean()) {
      Await.of(stream.number("GUILD_DELETE", unavailable(merged.guildId())));
      return;
    }
    Await.of(stream.number("GUILD_CREATE", shown(merged, rosters)));
  }

  private byte[] shown(StoredGuild guild, RostersAhead rosters) {
    ClientFilter filter = stream.filter();
    long id = guild.guildId();
    Roster roster = filter.hasPresences() ? rosters.await(id) : null;
    boolean unsure =
        roster != null && roster.presences() == null && bot.members().lacksPresences(id);
    return filter.guild(guild.document(), roster, unsure);
  }

  private static byte[] unavailable(long guildId) {
    return "{\"id\":\"%s\",\"unavailable\":true}"
        .formatted(Long.toUnsignedString(guildId))
        .getBytes(StandardCharsets.US_ASCII);
  }

  private byte[] ready() {
    ObjectNode ready = DiscordJson.object();
    ready.put("v", version);
    ready.set("user", DiscordJson.tree(bot.userJson()));
    var list = ready.putArray("guilds");
    for (long guild : greeting.guilds()) {
      list.addObject().put("id", Long.toUnsignedString(guild)).put("unavailable", true);
    }
    // Undocumented, but Discord sends it, always empty, and JDA does not start without it.
    ready.putArray("private_channels");
    ready.put("session_id", stream.id());
    ready.put("resume_gateway_url", url);
    ready.put("session_type", "normal");
    ready.putArray("_trace"); // Also undocumented; Kord needs it.
    if (greeting.saysShards()) {
      var shard = stream.filter().shard();
      ready.putArray("shard").add(shard.id()).add(shard.count());
    }
    Application application = application();
    ObjectNode about = ready.putObject("application");
    about.put(
        "id",
        Long.toUnsignedString(
            application == null || application.id() == 0 ? bot.id() : application.id()));
    about.put(
        "flags", application == null || application.flags() == null ? 0L : application.flags());
    return DiscordJson.bytes(ready);
  }

  /// Null if Discord does not answer in time.
  private @Nullable Application application() {
    try {
      return Await.of(bot.application().get(), PATIENCE);
    } catch (TimeoutException | RuntimeException unreachable) {
      return null;
    }
  }
}
